import 'server-only'
import { v7 as uuid } from 'uuid'
import { command } from '#lib/command'
import type { Transaction } from '#lib/db'
import { decideAnswering, decideRecording, decideStatement, decideView } from '#lib/meeting-answers/rules'
import type { AnswerInput, RecordedInput, StatementInput, ViewInput } from '#lib/meeting-answers/schema'
import { loadMeeting } from '#lib/meeting-pages/queries'
import { loadProposal } from '#lib/meeting-proposals/queries'
import { tell } from '#lib/notices/tell'
import type { Actor } from '#lib/permissions'

type Rows = [{ rows: number }]

async function load<Input extends { meeting: string }>(tx: Transaction, _actor: Actor, input: Input) {
  const meeting = await loadMeeting(tx, input.meeting)
  return meeting && { ...meeting, input }
}
type Loaded<Input> = NonNullable<Awaited<ReturnType<typeof load<Input & { meeting: string }>>>>

/** Who leads and who called are told, once each. */
const toLeaders = ({ id, patientId, calledById, chairId }: Loaded<unknown>) => ({
  patientId,
  objectId: id,
  to: [calledById, chairId],
})

const answering = (act: 'meeting.answer' | 'meeting.own_answer') =>
  command({
    act,
    load: load<AnswerInput>,
    decide: decideAnswering,
    save: async (tx, meeting, { answer, suits }, actor) => {
      const { participant, seen, note } = meeting.input
      const [row] = await tx.$queryRaw<Rows>`
        SELECT door.answer_meeting(${participant}::uuid, ${seen}::int, ${answer}::participant_answer, ${note}, ${suits}::uuid[]) AS rows`
      if (row.rows === 1) await tell(tx, actor, { kind: 'MEETING_ANSWERED', ...toLeaders(meeting) })
      return row.rows
    },
  })

/** Whether one comes, and which of the times suit. */
export const answerMeeting = answering('meeting.answer')
/** The same as the patient, or for the patient. */
export const answerOwnMeeting = answering('meeting.own_answer')

async function loadForRecording(tx: Transaction, actor: Actor, input: RecordedInput) {
  const meeting = await load(tx, actor, input)
  const proposal = meeting && (await loadProposal(tx, actor, meeting.patientId))
  const representatives = proposal?.representatives.map(({ id }) => id) ?? []
  return meeting && { id: meeting.id, patientId: meeting.patientId, meeting, representatives }
}

/** What a patient who does not sign in has answered, written down by whoever leads. */
export const recordAnswer = command({
  act: 'meeting.record_answer',
  load: loadForRecording,
  decide: decideRecording,
  save: async (tx, { meeting }, { answer, suits }, actor) => {
    const { participant, seen, by, method, givenAt } = meeting.input
    const given = { participant, seen, said: answer, representation: by, method, givenAt, suits }
    const [row] = await tx.$queryRaw<Rows>`SELECT door.record_patient_answer(${JSON.stringify(given)}::jsonb) AS rows`
    if (row.rows === 1) await tell(tx, actor, { kind: 'MEETING_ANSWERED', ...toLeaders(meeting) })
    return row.rows
  },
})

/** In writing instead of coming. */
export const writeStatement = command({
  act: 'meeting.state',
  load: load<StatementInput>,
  decide: decideStatement,
  save: async (tx, meeting, _change, actor) => {
    const { participant, text } = meeting.input
    const [row] = await tx.$queryRaw<Rows>`
      SELECT door.write_statement(${uuid()}::uuid, ${participant}::uuid, ${text}) AS rows`
    if (row.rows === 1) await tell(tx, actor, { kind: 'STATEMENT_RECEIVED', ...toLeaders(meeting) })
    return row.rows
  },
})

/** What the patient wants the meeting to know. */
export const writeView = command({
  act: 'meeting.own_view',
  load: load<ViewInput>,
  decide: decideView,
  save: async (tx, meeting) => {
    const { participant, text } = meeting.input
    const [row] =
      await tx.$queryRaw<Rows>`SELECT door.write_view(${uuid()}::uuid, ${participant}::uuid, ${text}) AS rows`
    return row.rows
  },
})
