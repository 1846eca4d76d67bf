import { CheckRow } from '#components/meetings/check-row'
import { ChoiceGroup } from '#components/meetings/choice-group'
import { ActForm } from '#components/ui/act-form'
import { RadioField } from '#components/ui/fields'
import { showMomentInWords } from '#lib/dates'
import { answerOwnMeetingAction } from '#lib/meeting-answers/actions'
import type { MeetingView, Participant } from '#lib/meeting-pages/schema'

type Props = { meeting: MeetingView; seat: Participant; name: string | null; formKey: string }

const saidText = { NONE: '', YES: 'Svaret er ja.', NO: 'Svaret er nei.', DEPUTY: '', STATEMENT: '' }

/** Whether one comes, and when it suits. */
export function OwnAnswerForm({ meeting, seat, name, formKey }: Props) {
  const who = seat.capacity === 'PATIENT' && name ? name : 'Jeg'
  const isOpen = meeting.status === 'CALLED'
  return (
    <section aria-labelledby={`svar-${seat.id}`} className="sl-sub">
      <h3 id={`svar-${seat.id}`}>{who === 'Jeg' ? 'Kommer du?' : `Kommer ${who}?`}</h3>
      {seat.answer !== 'NONE' && <p>{saidText[seat.answer]} Du kan endre det.</p>}
      {seat.recorded && <p>{seat.recorded.recordedBy} skrev ned svaret.</p>}
      <ActForm
        key={seat.version}
        action={answerOwnMeetingAction}
        formKey={formKey}
        hidden={{ meeting: meeting.id, participant: seat.id, seen: String(seat.version), note: '' }}
        submit="Send svaret"
      >
        {isOpen && (
          <ChoiceGroup field="times" legend="Når passer det?">
            {meeting.times.map(({ id, startsAt }, turn) => (
              <CheckRow
                key={id}
                name={`time${turn}`}
                value={id}
                label={showMomentInWords(startsAt)}
                checked={seat.suits.includes(id)}
              />
            ))}
          </ChoiceGroup>
        )}
        <RadioField
          name="answer"
          label="Svar"
          value={seat.answer === 'NO' ? 'NO' : 'YES'}
          options={[
            { value: 'YES', text: `${who} kommer` },
            { value: 'NO', text: `${who} kommer ikke` },
          ]}
        />
      </ActForm>
    </section>
  )
}
