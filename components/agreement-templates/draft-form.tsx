import { PartChanges } from '#components/agreement-templates/part-changes'
import { DraftSteps } from '#components/criteria/draft-steps'
import type { VersionActs } from '#components/criteria/version-list'
import { ActForm } from '#components/ui/act-form'
import { AreaField } from '#components/ui/fields'
import { writeTemplateAction } from '#lib/agreement-templates/actions'
import { compareTemplates } from '#lib/agreement-templates/rules'
import { type Template, templateNames, templateParts } from '#lib/agreement-templates/schema'
import { changedText, partText } from '#lib/agreement-templates/text'
import { showMoment } from '#lib/dates'

type Props = { draft: Template; before: Template | null; acts: VersionActs; formKey: string }

/** The draft to write in, beside it as it is saved now with what differs from the version before. */
export function DraftForm({ draft, before, acts, formKey }: Props) {
  const changes = compareTemplates(before, draft)
  return (
    <div className="sl-cols">
      <section className="sl-panel" aria-labelledby={`utkast-${draft.id}`}>
        <header>
          <h3 id={`utkast-${draft.id}`}>Utkast til versjon {draft.number}</h3>
        </header>
        <p>
          Avtalen er skrevet til pasienten. Samløp setter inn navn der det står{' '}
          {templateNames.map((name) => `{${name}}`).join(', ')}.
        </p>
        <ActForm
          action={writeTemplateAction}
          formKey={formKey}
          hidden={{ draft: draft.id, seen: String(draft.version) }}
          submit="Lagre utkastet"
          variant="secondary"
        >
          {templateParts.map((part) => (
            <AreaField key={part} name={part} label={partText[part]} rows={7} value={draft[part]} />
          ))}
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
          {before && (
            <p className="small muted">
              Mot versjon {before.number}. {changedText(changes)}.
            </p>
          )}
          <PartChanges changes={changes} level="h4" />
          <DraftSteps draft={draft} acts={acts} formKey={formKey} />
        </section>
      </aside>
    </div>
  )
}
