import { ActForm } from '#components/ui/act-form'
import { SelectField, TextField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import type { BoardRun } from '#lib/boards/schema'
import { answerAction } from '#lib/fast-tracks/actions'
import { refusals } from '#lib/fast-tracks/schema'
import { refusalText } from '#lib/fast-tracks/text'

type Props = { run: BoardRun; name: string; formKey: string }
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The three answers of a ward: now, in so many minutes, or not and why. */
export function AnswerForms({ run, name, formKey }: Props) {
  const about = { run: run.id, version: String(run.version) }
  const group = `svar-${run.id}`
  return (
    <div className="sl-answers">
      {run.status !== 'ACCEPTED' && (
        <ActForm
          action={answerAction}
          formKey={formKey}
          hidden={{ ...about, answer: 'NOW' }}
          submit="Mottas nå"
          label={`${name}: mottas nå`}
          variant={run.status === 'ASKED' ? 'primary' : 'secondary'}
        />
      )}
      <Fold summary="Om … min" group={group} label={`${name}: mottas om et antall minutter`}>
        <ActForm action={answerAction} formKey={formKey} hidden={{ ...about, answer: 'IN_MINUTES' }} submit="Svar">
          <TextField name="minutes" label="Klar om hvor mange minutter" inputMode="numeric" suffix="min" />
        </ActForm>
      </Fold>
      <Fold summary="Kan ikke" group={group} label={`${name}: kan ikke ta imot`}>
        <ActForm
          action={answerAction}
          formKey={formKey}
          hidden={{ ...about, answer: 'CANNOT' }}
          submit="Svar at dere ikke kan"
        >
          <SelectField
            name="refusal"
            label="Hvorfor"
            ask="Velg grunn"
            options={refusals.map((reason) => ({ value: reason, text: capital(refusalText[reason]) }))}
          />
        </ActForm>
      </Fold>
    </div>
  )
}
