import { type FastTrackLife, type TriageLife, usualTrack, usualTriage } from '#tests/support/demo-world/arrivals'
import { chance } from '#tests/support/demo-world/chance'
import type { Told } from '#tests/support/demo-world/life'
import type { StayLife } from '#tests/support/demo-world/lives'
import type { WardKey } from '#tests/support/demo-world/organisations'
import { casesOf } from '#tests/support/demo-world/patients'
import { leaderOf, personId, receptionNurseOf, receptionOf, unitAt } from '#tests/support/demo-world/places'
import type { StaffSubject } from '#tests/support/people'
import { fastTrack, type Step } from '#tests/support/records/fast-tracks'
import { pastEntry } from '#tests/support/records/audit'
import { type Db, idOf, type Stored } from '#tests/support/records/ids'
import { dayAt, daysAgo, inMinutes } from '#tests/support/records/moments'
import { endedSession } from '#tests/support/records/sessions'
import { clearance, triage } from '#tests/support/records/triage'
import { now } from '#lib/clock'
import type { Stay } from '#prisma/generated/client'

/** The few minutes at work in which an arrival was registered. */
export const seedSession = (db: Db, stayId: string, subject: StaffSubject, arrived: Date) =>
  endedSession(db, {
    id: idOf(`session ${stayId}`),
    person: { id: personId(subject) },
    membership: { id: idOf(`membership ${subject} 0`) },
    from: inMinutes(-30, arrived),
    until: inMinutes(1, arrived),
  })

/** The look-up and the arrival that it led to, as the patient and the log controller see them afterwards. */
export async function seedLooks(db: Db, { id, patientId, arrivedAt }: Stay, session: Stored, isVip: boolean) {
  const about = { session, patient: { id: patientId }, purpose: 'ETREAT' } as const
  const look = {
    act: 'patient.check',
    outcome: isVip ? 'vip' : 'none',
    facts: { by: 'number' },
    ground: 'ETREAT',
  } as const
  const shown = isVip ? ['status', 'own_page', 'critical_notes', 'phase', 'card'] : ['status']
  const at = (minutes: number) => inMinutes(minutes, arrivedAt ?? undefined)
  await pastEntry(db, { ...about, ...look, id: idOf(`look ${id}`), shown, at: at(-1) })
  const arrival = { act: 'arrival.register', outcome: 'done', objectId: id, ground: 'RECEPTION' } as const
  await pastEntry(db, { ...about, ...arrival, id: idOf(`arrival ${id}`), at: at(0) })
}

/** What happened in reception: told by the table, or the usual for a VIP patient on the way to the own ward. */
export async function seedArrival(db: Db, told: Told, life: StayLife, stay: Stay) {
  const { ward = life.ward, isUsual } = vipWard(told, life, stay)
  const isChild = told.life.born > `${now().getFullYear() - 16}`
  const seen = life.triage ?? (isUsual ? usualTriage(chance(stay.id), isChild) : undefined)
  if (!seen) return
  await seedTriage(db, life.ward, stay, seen)
  const way = life.fastTrack ?? (isUsual && !life.triage ? usualTrack(chance(stay.id), seen.after) : undefined)
  if (way) await seedFastTrack(db, { from: ward, to: life.ward }, stay, way)
}

/** The ward that the patient had a status at, and whether all went as it usually does. */
function vipWard({ life }: Told, { ward, urgency }: StayLife, { arrivedAt, onWardAt }: Stay) {
  if (!arrivedAt) return { isUsual: false }
  const had = casesOf(life).find(
    ({ since = 0, ended }) => arrivedAt > dayAt(-since, '14.00') && (ended === undefined || arrivedAt < daysAgo(ended)),
  )
  const isUsual = urgency !== 'PLANNED' && had?.ward === ward && onWardAt !== null && arrivedAt > daysAgo(120)
  return { ...(had && { ward: had.ward }), isUsual }
}

async function seedTriage(db: Db, ward: WardKey, stay: Stay, seen: TriageLife) {
  const nurse = receptionNurseOf(ward)
  const at = (minutes: number) => inMinutes(minutes, stay.arrivedAt ?? undefined)
  const about = { id: idOf(`triage ${stay.id}`), stay, reception: receptionOf(ward), by: nurse }
  if ('colour' in seen) return triage(db, { ...about, colour: seen.colour, measuredAt: at(seen.after) })
  const { values, score, unsafe = false, after, cleared } = seen
  const stored = await triage(db, { ...about, ...values, score, unsafe, measuredAt: at(after) })
  if (!cleared) return stored
  const who = { clearedBy: cleared.by, clearedRole: cleared.role, clearedAt: at(cleared.after) }
  return clearance(db, { id: idOf(`clearance ${stay.id}`), triage: stored, by: nurse, ...who })
}

type Ways = {
  from: WardKey
  /** The ward that the patient came to in the end. */
  to: WardKey
}

function seedFastTrack(db: Db, { from, to }: Ways, stay: Stay, { started, steps = [] }: FastTrackLife) {
  const nurse = receptionNurseOf(from)
  const at = (minutes: number) => inMinutes(minutes, stay.arrivedAt ?? undefined)
  let asked = from
  const told = steps.map(({ after, ...step }): Step => {
    if (step.kind === 'CANCELLED') return { ...step, at: at(after), by: nurse }
    if (step.kind !== 'REDIRECTED') return { ...step, at: at(after), by: leaderOf(asked) }
    asked = step.to
    const { moveIn, ...rest } = step
    return { ...rest, to: unitAt(step.to), moveOn: dayAt(moveIn, '12.00'), at: at(after), by: nurse }
  })
  const isOver = told.some(({ kind }) => kind === 'CANCELLED')
  if (stay.onWardAt && !isOver) told.push({ kind: 'RECEIVED', at: stay.onWardAt, by: leaderOf(to) })
  return fastTrack(db, {
    id: idOf(`fast track ${stay.id}`),
    stay,
    ward: unitAt(from),
    reception: receptionOf(from),
    by: nurse,
    startedAt: at(started),
    steps: told,
  })
}
