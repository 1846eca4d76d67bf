import { between, chance } from '#tests/support/demo-world/chance'
import type { Told } from '#tests/support/demo-world/life'
import { seedArrival, seedLooks, seedSession } from '#tests/support/demo-world/life-arrivals'
import type { MoreLife, StayLife } from '#tests/support/demo-world/lives'
import { casesOf } from '#tests/support/demo-world/patients'
import { isUnit, personId, receptionOf, unitAt } from '#tests/support/demo-world/places'
import { staffMembers, type StaffSubject } from '#tests/support/people'
import { type Db, idOf } from '#tests/support/records/ids'
import { dayAt, inHours, minutesAgo } from '#tests/support/records/moments'
import { type Event, stay } from '#tests/support/records/stays'

/** The stays of a person: acute ones through reception, planned ones straight to the ward. */
export async function seedStays(db: Db, told: Told) {
  for (const [turn, life] of (told.life.stays ?? []).entries()) {
    const { ward, status, urgency, mode, registeredBy, more = [] } = life
    const id = idOf(`stay ${told.key} ${turn}`)
    const arrived = arrivalOf(life, id)
    const session = registeredBy && (await seedSession(db, id, registeredBy, arrived))
    const stored = await stay(db, {
      id,
      externalId: session ? id : id.slice(0, 8).toUpperCase(),
      patient: told.patient,
      ward: unitAt(ward),
      status,
      urgency,
      arrived,
      wait: waitOf(told, life, id),
      ...(mode && { mode }),
      ...(session && { session }),
      ...(urgency !== 'PLANNED' && { reception: receptionOf(ward) }),
      ...('days' in life.arrived &&
        life.days && { discharged: dayAt(life.days - life.arrived.days, between(id, 11, 15)) }),
      more: more.map((one) => moreOf(one, arrived)),
    })
    if (session)
      await seedLooks(
        db,
        stored,
        session,
        casesOf(told.life).some(({ status: is }) => is === 'ACTIVE'),
      )
    await seedArrival(db, told, life, stored)
  }
}

const moreOf = ({ hours, told, unit, by, ...facts }: MoreLife, arrived: Date): Event => ({
  ...facts,
  at: inHours(hours, arrived),
  ...(told && { recordedAt: inHours(told, arrived) }),
  ...(unit && { unitId: unitAt(unit).id }),
  ...(by && recorderOf(by)),
})

/** Who wrote it down, as what and where. */
function recorderOf(by: StaffSubject) {
  const [work] = staffMembers[by].works
  const unit = work && isUnit(work.at) ? unitAt(work.at).id : null
  return { recordedById: personId(by), recordedRole: work?.role ?? null, recordedUnitId: unit }
}

function arrivalOf({ arrived, urgency }: StayLife, id: string) {
  if ('minutes' in arrived) return minutesAgo(arrived.minutes)
  return dayAt(-arrived.days, arrived.at ?? (urgency === 'PLANNED' ? '08.30' : between(id, 7, 23)))
}

/** Hours in reception before there was a status, half an hour to the own ward with it. */
function waitOf({ life }: Told, { arrived, ward, urgency, wait }: StayLife, id: string) {
  if (wait !== undefined) return wait
  if (urgency === 'PLANNED') return 20
  const ago = 'days' in arrived ? arrived.days : arrived.minutes / (24 * 60)
  const isFast = casesOf(life).some((vip) => vip.ward === ward && ago < (vip.since ?? 0) && ago > (vip.ended ?? -1))
  return isFast ? 16 + (chance(id) % 19) : 150 + (chance(id) % 280)
}
