import 'server-only'
import { v7 as uuid } from 'uuid'
import { command } from '#lib/command'
import type { Transaction } from '#lib/db'
import { tellMeeting } from '#lib/invitations/tell'
import { loadProposal, takeTurn } from '#lib/meeting-proposals/queries'
import { decideCalling, type Seats, type Term } from '#lib/meetings/rules'
import type { CallInput } from '#lib/meetings/schema'
import { tell } from '#lib/notices/tell'
import type { Actor } from '#lib/permissions'
import { endTasks, giveTask } from '#lib/tasks/give'

/** As the functions of the door take them. */
export const seatRows = ({ seats }: Seats, part: { from: number; minutes: number } | null) =>
  seats.map(({ personId, organisationId, unitId, key: _key, ...seat }) => ({
    id: uuid(),
    ...seat,
    person: personId,
    organisation: organisationId,
    unit: unitId,
    ...(part && seat.capacity === 'GP' && { partFrom: part.from, partMinutes: part.minutes }),
  }))
export const timeRows = (times: readonly Term[]) => times.map((term) => ({ id: uuid(), ...term }))

async function load(tx: Transaction, actor: Actor, input: CallInput) {
  await takeTurn(tx, input.patient)
  const proposal = await loadProposal(tx, actor, input.patient)
  return proposal && { id: uuid(), patientId: input.patient, proposal, input }
}

/** Calls a meeting: the case, the invitations and what they open come in one transaction, or not at all. */
export const callMeeting = command({
  act: 'meeting.call',
  load,
  decide: ({ proposal }, input: CallInput, time, actor) => decideCalling(proposal, input, time, actor),
  save: async (tx, { id, patientId, proposal, input }, { times, agenda, chairId, part, ...asked }, actor) => {
    const seats = seatRows(asked, part)
    const given = {
      id,
      patient: patientId,
      purpose: input.purpose,
      ward: input.ward,
      reasons: input.reasons,
      reason: input.reason,
      chair: chairId,
      place: input.place,
      videoUrl: input.videoUrl,
      recommendation: input.recommendation,
      times: timeRows(times),
      seats,
      agenda: agenda.map(({ title, minutes, who }, turn) => ({
        id: uuid(),
        ordinal: turn + 1,
        title,
        minutes,
        presenter: who && seats.find(({ capacity }) => capacity === who)?.id,
      })),
      agreement: asked.agreement,
    }
    const [row] = await tx.$queryRaw<[{ rows: number }]>`
      SELECT door.call_meeting(${JSON.stringify(given)}::jsonb) AS rows`
    const started = proposal.recommendations.find((one) => one.id === input.recommendation && !one.fromMe)
    if (started) {
      await endTasks(tx, actor, { kind: 'ANSWER_RECOMMENDATION', objectId: started.id }, 'STARTED')
      const about = { patientId, objectId: started.id, to: [started.fromPersonId] }
      await tell(tx, actor, { kind: 'RECOMMENDATION_ACCEPTED', ...about })
    }
    const first = times[0]?.startsAt
    for (const { person } of seats)
      if (person && person !== actor.personId)
        await giveTask(tx, actor, {
          kind: 'ANSWER_MEETING',
          patientId,
          objectId: id,
          to: { personId: person },
          dueAt: first ?? null,
        })
    const choose = { kind: 'CHOOSE_MEETING_TIME', patientId, objectId: id, dueAt: first ?? null } as const
    if (actor.personId) await giveTask(tx, actor, { ...choose, to: { personId: actor.personId } })
    await tellMeeting(tx, actor, { meetingId: id, kind: 'CALLED' })
    return row.rows
  },
})
