import { ActForm } from '#components/ui/act-form'
import { AreaField } from '#components/ui/fields'
import { showMomentInWords } from '#lib/dates'
import { writeViewAction } from '#lib/meeting-answers/actions'
import type { MeetingView, Participant } from '#lib/meeting-pages/schema'

type Props = { meeting: MeetingView; seat: Participant; name: string | null; formKey: string }

/** What the patient wants the meeting to know; it is read out first. */
export const OwnViewForm = ({ meeting: { id, view }, seat, name, formKey }: Props) => (
  <section aria-labelledby={`syn-${id}`} className="sl-sub">
    <h3 id={`syn-${id}`}>{name ? `Det ${name} vil si` : 'Det jeg vil si'}</h3>
    {view && (
      <>
        <blockquote>«{view.text}»</blockquote>
        <p className="muted">
          Skrevet {showMomentInWords(view.writtenAt)}
          {view.helper && ` av ${view.helper}`}. De andre i møtet kan lese det.
        </p>
      </>
    )}
    <ActForm
      key={view?.writtenAt.getTime()}
      action={writeViewAction}
      formKey={formKey}
      hidden={{ meeting: id, participant: seat.id, seen: String(seat.version) }}
      submit={view ? 'Lagre på nytt' : 'Lagre'}
      variant="secondary"
    >
      <AreaField
        name="text"
        label="Hva er viktig for deg i møtet?"
        rows={4}
        hint="De andre i møtet får lese det."
        value={view?.text ?? ''}
      />
    </ActForm>
  </section>
)
