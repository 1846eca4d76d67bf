import { ActForm } from '#components/ui/act-form'
import { AreaField } from '#components/ui/fields'
import { ExclamationmarkTriangleIcon } from '#components/ui/icons'
import { showTime } from '#lib/dates'
import { saveNoteAction } from '#lib/held-meetings/actions'
import { together } from '#lib/held-meetings/rules'

type Note = { id: string; text: string; writtenAt: Date; writtenBy: { givenName: string; familyName: string } }
type Props = {
  meeting: string
  item: { id: string; note: string; version: number; notes: readonly Note[] }
  formKey: string
}

/** Two have written at once: both texts side by side, and one field to put them together. Neither is lost meanwhile. */
export function NoteConflict({ meeting, item, formKey }: Props) {
  if (item.notes.length === 0) return null
  return (
    <section className="sl-conflict" aria-labelledby="to-tekster">
      <header>
        <ExclamationmarkTriangleIcon className="i" aria-hidden />
        <h3 id="to-tekster">To har skrevet samtidig. Begge tekstene er tatt vare på.</h3>
      </header>
      <div className="sl-diff">
        <div>
          <h4>Står i notatet</h4>
          <p className="sl-pre">{item.note || 'Ingen tekst'}</p>
        </div>
        {item.notes.map(({ id, text, writtenAt, writtenBy }) => (
          <div key={id}>
            <h4>
              {writtenBy.givenName} {writtenBy.familyName} <span className="num">{showTime(writtenAt)}</span>
            </h4>
            <p className="sl-pre">{text}</p>
          </div>
        ))}
      </div>
      <ActForm
        key={item.version}
        action={saveNoteAction}
        formKey={formKey}
        hidden={{
          meeting,
          item: item.id,
          seen: String(item.version),
          settles: item.notes.map(({ id }) => id).join(','),
        }}
        submit="Lagre den samlede teksten"
        variant="secondary"
      >
        <AreaField
          name="text"
          label="Samlet tekst"
          rows={6}
          value={together(
            item.note,
            item.notes.map(({ text }) => text),
          )}
        />
      </ActForm>
    </section>
  )
}
