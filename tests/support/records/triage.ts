import { type Db, newId, type Stored } from '#tests/support/records/ids'
import { inMinutes } from '#tests/support/records/moments'
import { person } from '#tests/support/records/people'
import type { Prisma, Stay, Triage } from '#prisma/generated/client'
import type { TriageColour } from '#prisma/generated/enums'

type StayRef = Pick<Stay, 'id' | 'patientId' | 'unitId' | 'arrivedAt'>
type Columns = Omit<Partial<Prisma.TriageUncheckedCreateInput>, 'stay' | 'colour'>
type TriageOptions = Columns & {
  stay: StayRef
  /** Where it was done; without one, where the patient is. */
  reception?: Stored
  by?: Stored
  /** Instead of NEWS2. */
  colour?: TriageColour
}
type ClearanceOptions = Partial<Prisma.SafetyClearanceUncheckedCreateInput> & {
  triage: Pick<Triage, 'id' | 'stayId' | 'patientId' | 'measuredAt'>
  by?: Stored
}

/** What gives no points in NEWS2. */
export const normal = {
  respiration: 16,
  saturation: 97,
  scale: 'ONE',
  oxygen: false,
  systolic: 124,
  pulse: 78,
  consciousness: 'ALERT',
  temperature: 37,
  score: 0,
} as const

/** An assessment five minutes after arrival: NEWS2 with normal values, or a colour. */
export async function triage(db: Db, { stay, reception, by, colour, ...given }: TriageOptions) {
  const { id: recordedById } = by ?? (await person(db))
  const measuredAt = given.measuredAt ?? inMinutes(5, stay.arrivedAt ?? undefined)
  const what = colour ? { kind: 'COLOUR' as const, colour } : { kind: 'NEWS2' as const, ...normal }
  const unitId = reception?.id ?? stay.unitId ?? ''
  const where = { id: newId(), stayId: stay.id, patientId: stay.patientId, unitId, recordedById }
  return db.triage.create({
    data: { ...where, ...what, unsafe: colour === 'RED', measuredAt, recordedAt: measuredAt, ...given },
  })
}

/** Says that a patient who was to be treated first may be moved, a quarter of an hour later. */
export async function clearance(db: Db, { triage: of, by, ...given }: ClearanceOptions) {
  const { id: recordedById } = by ?? (await person(db))
  const clearedAt = given.clearedAt ?? inMinutes(15, new Date(of.measuredAt))
  const who = { clearedBy: 'Prøve Lege', clearedRole: 'EMERGENCY_PHYSICIAN' as const, recordedById }
  const about = { id: newId(), triageId: of.id, stayId: of.stayId, patientId: of.patientId }
  return db.safetyClearance.create({ data: { ...about, ...who, clearedAt, recordedAt: clearedAt, ...given } })
}
