import { ActForm } from '#components/ui/act-form'
import { SelectField, TextField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import { delegateTaskAction, markTaskDoneAction, snoozeTaskAction, takeTaskAction } from '#lib/tasks/actions'
import { endsByHand } from '#lib/tasks/rules'
import type { Colleague, TaskRow } from '#lib/tasks/schema'
import { wordsOfTask } from '#lib/tasks/text'

type Props = { task: TaskRow; colleagues: readonly Colleague[]; formKey: string }

/** What can be done with a task besides doing it: what is nearest at once, the rest behind one button. */
export function TaskActs({ task, colleagues, formKey }: Props) {
  const { id, kind, version, mine, holder, patient } = task
  const about = [wordsOfTask(kind), patient?.name].filter(Boolean).join(', ')
  const form = { formKey, hidden: { task: id, version: String(version) } }
  const mayEnd = endsByHand(kind) && (mine || !holder)
  return (
    <>
      {!mine && (
        <ActForm
          {...form}
          action={takeTaskAction}
          submit={holder ? 'Ta over' : 'Ta oppgaven'}
          label={`${holder ? 'Ta over' : 'Ta oppgaven'}: ${about}`}
          variant="secondary"
        />
      )}
      {mine && mayEnd && (
        <ActForm {...form} action={markTaskDoneAction} submit="Gjort" label={`Gjort: ${about}`} variant="secondary" />
      )}
      {(mine || mayEnd || colleagues.length > 0) && (
        <Fold summary="Mer" variant="tertiary" label={`Mer: ${about}`}>
          {!mine && mayEnd && (
            <ActForm {...form} action={markTaskDoneAction} submit="Gjort" label={`Gjort: ${about}`} />
          )}
          {colleagues.length > 0 && (
            <ActForm {...form} action={delegateTaskAction} submit="Gi oppgaven videre" variant="secondary">
              <SelectField
                name="to"
                label="Gi til en annen"
                ask="Velg hvem"
                options={colleagues.map((colleague) => ({ value: colleague.id, text: colleague.name }))}
              />
            </ActForm>
          )}
          {mine && (
            <ActForm {...form} action={snoozeTaskAction} submit="Utsett" variant="secondary">
              <TextField name="until" label="Utsett til dag" type="date" />
              <TextField name="reason" label="Hvorfor" />
            </ActForm>
          )}
        </Fold>
      )}
    </>
  )
}
