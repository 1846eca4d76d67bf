import { DraftSteps } from '#components/criteria/draft-steps'
import { ItemChanges } from '#components/criteria/item-changes'
import type { VersionActs } from '#components/criteria/version-list'
import { ActForm } from '#components/ui/act-form'
import { AreaField } from '#components/ui/fields'
import { writeCriteriaAction } from '#lib/criteria/actions'
import { compareItems } from '#lib/criteria/rules'
import { type Criteria, mostItems } from '#lib/criteria/schema'
import { changesText } from '#lib/criteria/text'
import { showMoment } from '#lib/dates'

type Props = { draft: Criteria; before: Criteria | null; acts: VersionActs; formKey: string }

/** The draft to write in, beside it as it is saved now with what differs from the version before. */
export function DraftForm({ draft, before, acts, formKey }: Props) {
  const changes = compareItems(before?.items ?? [], draft.items)
  return (
    <div className="sl-cols">
      <section className="sl-panel" aria-labelledby={`utkast-${draft.id}`}>
        <header>
          <h3 id={`utkast-${draft.id}`}>Utkast til versjon {draft.number}</h3>
        </header>
        <ActForm
          action={writeCriteriaAction}
          formKey={formKey}
          hidden={{ draft: draft.id, seen: String(draft.version) }}
          submit="Lagre utkastet"
          variant="secondary"
        >
          <AreaField name="introduction" label="Innledning" rows={3} value={draft.introduction} />
          <AreaField
            name="items"
            label="Kriterier"
            hint={`Ett på hver linje, høyst ${mostItems}.`}
            rows={12}
            value={draft.items.join('\n')}
          />
        </ActForm>
      </section>
      <aside aria-label="Lagret utkast">
        <section className="sl-panel" aria-labelledby={`lagret-${draft.id}`}>
          <header>
            <h3 id={`lagret-${draft.id}`}>Slik er utkastet lagret</h3>
            <p className="small num">
              {draft.writtenBy}, {showMoment(draft.writtenAt)}
            </p>
          </header>
          {draft.introduction && <p>{draft.introduction}</p>}
          <ItemChanges changes={changes} />
          <p className="small muted">
            {before ? `Mot versjon ${before.number}: ${changesText(changes)}.` : 'Dette er de første kriteriene.'}
          </p>
          <DraftSteps draft={draft} acts={acts} formKey={formKey} />
        </section>
      </aside>
    </div>
  )
}
