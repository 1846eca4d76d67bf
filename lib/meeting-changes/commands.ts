import 'server-only'
import { command } from '#lib/command'
import type { Transaction } from '#lib/db'
import { tellMeeting } from '#lib/invitations/tell'
import {
  decideChange,
  decideConfirming,
  decideInviting,
  decideMoving,
  decideRemoving,
} from '#lib/meeting-changes/rules'
import type { CancelInput, ConfirmInput, InviteInput, MoveInput, RemoveInput } from '#lib/meeting-changes/schema'
import { loadMeeting } from '#lib/meeting-pages/queries'
import { loadProposal } from '#lib/meeting-proposals/queries'
import { seatRows, timeRows } from '#lib/meetings/commands'
import type { Actor } from '#lib/permissions'
import { endTasks, giveTask } from '#lib/tasks/give'

type Rows = [{ rows: number }]
const load = <Input extends { meeting: string }>(tx: Transaction, _actor: Actor, { meeting }: Input) =>
  loadMeeting(tx, meeting)

/** The time is chosen; everybody gets it in a calendar file. */
export const confirmMeeting = command({
  act: 'meeting.confirm',
  load: load<ConfirmInput>,
  decide: decideConfirming,
  save: async (tx, { id, patientId, chairId, version, times }, { startsAt }, actor) => {
    const time = times.find((one) => Number(one.startsAt) === Number(startsAt))?.id
    const [row] = await tx.$queryRaw<Rows>`
      SELECT door.confirm_meeting(${id}::uuid, ${version}::int, ${time}::uuid) AS rows`
    if (row.rows !== 1) return row.rows
    await endTasks(tx, actor, { kind: 'CHOOSE_MEETING_TIME', objectId: id }, 'CHOSEN')
    await giveTask(tx, actor, {
      kind: 'HOLD_MEETING',
      patientId,
      objectId: id,
      to: { personId: chairId },
      dueAt: startsAt,
    })
    await tellMeeting(tx, actor, { meetingId: id, kind: 'CONFIRMED' })
    return row.rows
  },
})

/** Another time: one is the time at once, of several everybody is asked again. */
export const moveMeeting = command({
  act: 'meeting.move',
  load: async (tx, actor, input: MoveInput) => {
    const meeting = await load(tx, actor, input)
    return meeting && { ...meeting, input }
  },
  decide: decideMoving,
  save: async (tx, { id, patientId, version, calledById, chairId, input }, times, actor) => {
    const [row] = await tx.$queryRaw<Rows>`
      SELECT door.move_meeting(${id}::uuid, ${version}::int, ${JSON.stringify(timeRows(times))}::jsonb, ${input.place ?? null}, ${input.videoUrl ?? null}) AS rows`
    if (row.rows !== 1) return row.rows
    await endTasks(tx, actor, { kind: 'HOLD_MEETING', objectId: id }, 'CANCELLED')
    const dueAt = times[0]?.startsAt ?? null
    if (times.length === 1)
      await giveTask(tx, actor, { kind: 'HOLD_MEETING', patientId, objectId: id, to: { personId: chairId }, dueAt })
    if (times.length > 1)
      await giveTask(tx, actor, {
        kind: 'CHOOSE_MEETING_TIME',
        patientId,
        objectId: id,
        to: { personId: calledById },
        dueAt,
      })
    await tellMeeting(tx, actor, { meetingId: id, kind: 'CHANGED' })
    return row.rows
  },
})

/** It is off, and everybody is told why. */
export const cancelMeeting = command({
  act: 'meeting.cancel',
  load: async (tx, actor, input: CancelInput) => {
    const meeting = await load(tx, actor, input)
    return meeting && { ...meeting, input }
  },
  decide: decideChange,
  save: async (tx, { id, version, input }, _change, actor) => {
    const [row] = await tx.$queryRaw<Rows>`
      SELECT door.cancel_meeting(${id}::uuid, ${version}::int, ${input.why}) AS rows`
    if (row.rows !== 1) return row.rows
    for (const kind of ['ANSWER_MEETING', 'CHOOSE_MEETING_TIME', 'HOLD_MEETING', 'WRITE_STATEMENT'] as const)
      await endTasks(tx, actor, { kind, objectId: id }, 'CANCELLED')
    await tellMeeting(tx, actor, { meetingId: id, kind: 'CANCELLED' })
    return row.rows
  },
})

async function loadForInviting(tx: Transaction, actor: Actor, input: InviteInput) {
  const meeting = await load(tx, actor, input)
  const proposal = meeting && (await loadProposal(tx, actor, meeting.patientId))
  return meeting && proposal ? { id: meeting.id, patientId: meeting.patientId, meeting, proposal, input } : null
}

/** One more, or one instead of another. */
export const inviteToMeeting = command({
  act: 'meeting.invite',
  load: loadForInviting,
  decide: decideInviting,
  save: async (tx, { id, patientId, meeting: { version, startsAt, times }, input }, asked, actor) => {
    const seats = seatRows(asked, null)
    const given = [JSON.stringify(seats), JSON.stringify(asked.agreement)] as const
    const [row] = await tx.$queryRaw<Rows>`
      SELECT door.invite_to_meeting(${id}::uuid, ${version}::int, ${given[0]}::jsonb, ${given[1]}::jsonb, ${input.insteadOf ?? null}::uuid) AS rows`
    if (row.rows !== 1) return row.rows
    const dueAt = startsAt ?? times[0]?.startsAt ?? null
    for (const { person } of seats)
      if (person)
        await giveTask(tx, actor, { kind: 'ANSWER_MEETING', patientId, objectId: id, to: { personId: person }, dueAt })
    await tellMeeting(tx, actor, { meetingId: id, kind: 'CHANGED' })
    return row.rows
  },
})

/** Somebody who is not to come after all; what the invitation opened closes. */
export const removeParticipant = command({
  act: 'meeting.remove',
  load: async (tx, actor, input: RemoveInput) => {
    const meeting = await load(tx, actor, input)
    return meeting && { ...meeting, input }
  },
  decide: decideRemoving,
  save: async (tx, { id, version, input }, _change, actor) => {
    const [row] = await tx.$queryRaw<Rows>`
      SELECT door.remove_participant(${id}::uuid, ${version}::int, ${input.participant}::uuid) AS rows`
    if (row.rows === 1) await tellMeeting(tx, actor, { meetingId: id, kind: 'CHANGED' })
    return row.rows
  },
})
