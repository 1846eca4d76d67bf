import { TaskActs } from '#components/tasks/task-acts'
import { Chip } from '#components/ui/chip'
import { Columns } from '#components/ui/columns'
import { showDate, showMoment } from '#lib/dates'
import { roleText } from '#lib/organisations/text'
import { taskAddress } from '#lib/tasks/rules'
import type { Colleague, TaskRow } from '#lib/tasks/schema'
import { dueText, wordsOfTask } from '#lib/tasks/text'

type Props = { tasks: readonly TaskRow[]; colleagues: readonly Colleague[]; time: Date; formKey: string; label: string }

/** Tasks in one table: what, about whom, who has it, until when, and what can be done with it. */
export function TaskTable({ tasks, label, ...more }: Props) {
  return (
    <section className="sl-panel sl-table sl-list" aria-label={label}>
      <table className="ds-table">
        <Columns names={['Oppgave', 'Pasient', 'Hos', 'Frist']} acts />
        <tbody>
          {tasks.map((task) => (
            <Row key={task.id} task={task} {...more} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({ task, colleagues, time, formKey }: Omit<Props, 'tasks' | 'label'> & { task: TaskRow }) {
  const { kind, patient, text, givenBy, givenAt, snoozedUntil, snoozeReason } = task
  const name = wordsOfTask(kind)
  return (
    <tr>
      <th scope="row">
        {name}
        {text && <small>{text}</small>}
        <small className="muted">
          {givenBy ? `Fra ${givenBy}` : 'Fra Samløp'} <span className="num">{showMoment(new Date(givenAt))}</span>
        </small>
      </th>
      <td data-label="Pasient">
        {patient ? patient.name : <span className="muted">{task.patientId ? 'Navnet vises ikke her' : 'Ingen'}</span>}
        {patient && <small className="num">Født {showDate(patient.birthDate)}</small>}
      </td>
      <td data-label="Hos">{whoText(task)}</td>
      <td data-label="Frist">
        <Due task={task} time={time} />
        {snoozedUntil && new Date(snoozedUntil) > time && (
          <small>
            Utsatt til {showDate(snoozedUntil)}: {snoozeReason}
          </small>
        )}
      </td>
      <td>
        <div className="sl-row-acts">
          {(patient || task.patientId === null) && (
            <a
              className="ds-button"
              data-variant="secondary"
              href={taskAddress(kind, task)}
              aria-label={`${name}${patient ? `, ${patient.name}` : ''}: åpne`}
            >
              Åpne
            </a>
          )}
          <TaskActs key={task.version} task={task} colleagues={colleagues} formKey={formKey} />
        </div>
      </td>
    </tr>
  )
}

function Due({ task, time }: { task: TaskRow; time: Date }) {
  const due = dueText(task.dueAt, time)
  if (!due) return <span className="muted">Ingen</span>
  if (!due.tone) return <span className="num">{due.words}</span>
  return <Chip kind={due.tone}>{due.words}</Chip>
}

/** Who has it: oneself, somebody of the unit or role, or nobody of them yet. */
function whoText({ mine, holder, unit, role }: TaskRow) {
  if (mine) return 'Deg'
  if (holder) return holder
  return `${[unit, role && roleText[role]].filter(Boolean).join(', ') || 'Enheten'}: ingen har tatt den`
}
