import { type VersionActs, VersionList } from '#components/criteria/version-list'
import { ActForm } from '#components/ui/act-form'
import type { CriteriaPlace, SharedVersion } from '#lib/criteria/schema'

type Props = {
  place: CriteriaPlace
  versions: readonly SharedVersion[]
  acts: VersionActs
  organisationId: string | undefined
  formKey: string
}

/** What the parties of one hospital have proposed, and a new draft when there is none. */
export function VersionsPanel({ place, versions, acts, organisationId, formKey }: Props) {
  const proposed = versions.filter(({ proposedAt }) => proposedAt)
  return (
    <section className="sl-panel" aria-label="Versjoner">
      <header>
        <h3>Versjoner</h3>
      </header>
      {proposed.length === 0 && (
        <p className="muted">Her kommer versjoner som er foreslått, og hvem som har godkjent.</p>
      )}
      <VersionList versions={proposed} acts={acts} organisationId={organisationId} formKey={formKey} />
      {versions.every(({ status }) => status !== 'DRAFT') && (
        <ActForm
          action={acts.begin}
          formKey={formKey}
          hidden={{ trust: place.id }}
          submit="Lag nytt utkast"
          label={`Lag nytt utkast for ${place.name}`}
          variant="secondary"
        />
      )}
    </section>
  )
}
