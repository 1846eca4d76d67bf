import type { MeetingView, Participant } from '#lib/meeting-pages/schema'
import type { Actor } from '#lib/permissions'
import type { Capacity } from '#prisma/generated/enums'

/** Whom the model requires at a meeting that decides; a representative may come for the patient. */
const required = [
  ['PATIENT', ['PATIENT', 'REPRESENTATIVE']],
  ['MUNICIPALITY', ['MUNICIPALITY']],
  ['GP', ['GP']],
  ['HOSPITAL', ['HOSPITAL']],
] as const satisfies readonly (readonly [Capacity, readonly Capacity[]])[]
export type Required = (typeof required)[number][0]

/** `not_asked`: nobody of them is invited; `no`: nobody of them comes; `waiting`: nobody has said yes yet. */
export type Missing = { who: Required; why: 'not_asked' | 'no' | 'waiting' }

/** Who that the model requires is not sure to take part; a statement in writing counts as taking part. */
export function missingOf(participants: readonly Pick<Participant, 'capacity' | 'answer'>[]): Missing[] {
  return required.flatMap(([who, capacities]): Missing[] => {
    const seats = participants.filter(({ capacity }) => capacities.some((one) => one === capacity))
    if (seats.some(({ answer }) => answer === 'YES' || answer === 'STATEMENT')) return []
    if (seats.length === 0) return [{ who, why: 'not_asked' }]
    return [{ who, why: seats.every(({ answer }) => answer === 'NO') ? 'no' : 'waiting' }]
  })
}

/** Whether the actor may change the meeting: who called or leads it, and the head nurses of the ward that called. */
export const leads = (
  { personId, role, organisation, unit }: Pick<Actor, 'personId' | 'role' | 'organisation' | 'unit'>,
  {
    calledById,
    chairId,
    organisationId,
    unitId,
  }: Pick<MeetingView, 'calledById' | 'chairId' | 'organisationId' | 'unitId'>,
) =>
  personId === calledById ||
  personId === chairId ||
  (role === 'HEAD_NURSE' && organisation?.id === organisationId && unitId !== null && unit?.id === unitId)

/** How many said that a time suits, best first, then as they come. */
export const suitingTimes = ({ times, participants }: Pick<MeetingView, 'times' | 'participants'>) =>
  times.map((time) => ({
    ...time,
    suits: participants.filter(({ suits }) => suits.includes(time.id)).map(({ name }) => name),
  }))

/** The agenda with the minute each part begins. */
export function timedAgenda<Item extends { minutes: number }>(agenda: readonly Item[]) {
  let from = 0
  return agenda.map((item) => {
    const start = from
    from += item.minutes
    return { ...item, from: start }
  })
}
