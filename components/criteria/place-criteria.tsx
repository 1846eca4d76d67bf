import { DraftForm } from '#components/criteria/draft-form'
import { PartyList } from '#components/criteria/party-list'
import { VersionList } from '#components/criteria/version-list'
import { ActForm } from '#components/ui/act-form'
import { beginCriteriaAction } from '#lib/criteria/actions'
import type { Criteria, CriteriaPlace } from '#lib/criteria/schema'

type Props = {
  place: CriteriaPlace
  versions: readonly Criteria[]
  organisationId: string | undefined
  formKey: string
}

/** The criteria of one hospital for the administrators of its parties: draft, proposals, who is a party. */
export function PlaceCriteria({ place, versions, organisationId, formKey }: Props) {
  const draft = versions.find(({ status }) => status === 'DRAFT')
  const proposed = versions.filter(({ proposedAt }) => proposedAt)
  const before = proposed.find(({ status }) => status === 'PROPOSED') ?? null
  return (
    <section className="sl-criteria__place" aria-labelledby={`sted-${place.id}`}>
      <h2 id={`sted-${place.id}`}>{place.name}</h2>
      {draft && <DraftForm draft={draft} before={before} formKey={formKey} />}
      <div className="sl-cols">
        <section className="sl-panel" aria-label="Versjoner">
          <header>
            <h3>Versjoner</h3>
          </header>
          {proposed.length === 0 && (
            <p className="muted">Her kommer versjoner som er foreslått, og hvem som har godkjent.</p>
          )}
          <VersionList versions={proposed} organisationId={organisationId} formKey={formKey} />
          {!draft && (
            <ActForm
              action={beginCriteriaAction}
              formKey={formKey}
              hidden={{ trust: place.id }}
              submit="Lag nytt utkast"
              label={`Lag nytt utkast for ${place.name}`}
              variant="secondary"
            />
          )}
        </section>
        <aside aria-label="Parter">
          <PartyList place={place} formKey={formKey} />
        </aside>
      </div>
    </section>
  )
}
