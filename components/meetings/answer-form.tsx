import { CheckRow } from '#components/meetings/check-row'
import { ChoiceGroup } from '#components/meetings/choice-group'
import { ActForm } from '#components/ui/act-form'
import { RadioField, TextField } from '#components/ui/fields'
import { showMoment } from '#lib/dates'
import { answerMeetingAction } from '#lib/meeting-answers/actions'
import { answers } from '#lib/meeting-answers/schema'
import { choiceText } from '#lib/meeting-answers/text'
import type { MeetingView, Participant } from '#lib/meeting-pages/schema'

/** Whether somebody at work comes, and which of the times suit. */
export function AnswerForm({ meeting, seat, formKey }: { meeting: MeetingView; seat: Participant; formKey: string }) {
  const isOpen = meeting.status === 'CALLED'
  return (
    <section className="sl-panel" aria-labelledby="svar">
      <header>
        <h2 id="svar">{seat.answer === 'NONE' ? 'Kommer du?' : 'Endre svaret ditt'}</h2>
      </header>
      <ActForm
        key={seat.version}
        action={answerMeetingAction}
        formKey={formKey}
        hidden={{ meeting: meeting.id, participant: seat.id, seen: String(seat.version) }}
        submit="Send svar"
      >
        {isOpen && (
          <ChoiceGroup field="times" legend="Hvilke tider passer?">
            {meeting.times.map(({ id, startsAt }, turn) => (
              <CheckRow
                key={id}
                name={`time${turn}`}
                value={id}
                label={showMoment(startsAt)}
                checked={seat.answer === 'NONE' || seat.suits.includes(id)}
              />
            ))}
          </ChoiceGroup>
        )}
        <RadioField
          name="answer"
          label="Svar"
          value={seat.answer === 'NONE' ? 'YES' : seat.answer}
          options={answers.map((value) => ({ value, text: choiceText[value] }))}
        />
        <TextField name="note" label="Kommentar, eller hvem du foreslår i stedet" value={seat.answerNote ?? ''} />
      </ActForm>
    </section>
  )
}
