import { ActForm } from '#components/ui/act-form'
import { SelectField, TextField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import { delegateTaskAction, markTaskDoneAction, snoozeTaskAction, takeTaskAction } from '#lib/tasks/actions'
import { endsByHand } from '#lib/tasks/rules'
import type { Colleague, TaskRow } from '#lib/tasks/schema'
import { wordsOfTask } from '#lib/tasks/text'

type Props = { task: TaskRow; colleagues: readonly Colleague[]; formKey: string }

/** What can be done with a task besides doing it. */
export function TaskActs({ task, colleagues, formKey }: Props) {
  const { id, kind, version, mine, holder, patient } = task
  const about = [wordsOfTask(kind), patient?.name].filter(Boolean).join(', ')
  const form = { formKey, hidden: { task: id, version: String(version) } }
  return (
    <div className="stack-2">
      {!mine && (
        <ActForm
          {...form}
          action={takeTaskAction}
          submit={holder ? 'Ta over' : 'Ta oppgaven'}
          label={`${holder ? 'Ta over' : 'Ta oppgaven'}: ${about}`}
          variant="secondary"
        />
      )}
      {endsByHand(kind) && (mine || !holder) && (
        <ActForm {...form} action={markTaskDoneAction} submit="Gjort" label={`Gjort: ${about}`} variant="secondary" />
      )}
      {colleagues.length > 0 && (
        <Fold summary="Gi til en annen" variant="tertiary" label={`Gi til en annen: ${about}`}>
          <ActForm {...form} action={delegateTaskAction} submit="Gi oppgaven videre">
            <SelectField
              name="to"
              label="Hvem skal gjøre den"
              ask="Velg"
              options={colleagues.map((colleague) => ({ value: colleague.id, text: colleague.name }))}
            />
          </ActForm>
        </Fold>
      )}
      {mine && (
        <Fold summary="Utsett" variant="tertiary" label={`Utsett: ${about}`}>
          <ActForm {...form} action={snoozeTaskAction} submit="Utsett">
            <TextField name="until" label="Til dag" type="date" />
            <TextField name="reason" label="Hvorfor" />
          </ActForm>
        </Fold>
      )}
    </div>
  )
}
