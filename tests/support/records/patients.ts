import { type Db, newId, type Stored } from '#tests/support/records/ids'
import { day, daysAgo } from '#tests/support/records/moments'
import { anyIdentity, anyNumber } from '#tests/support/records/numbers'
import { person } from '#tests/support/records/people'
import type { Prisma } from '#prisma/generated/client'

type PatientOptions = Omit<Partial<Prisma.PatientUncheckedCreateInput>, 'birthDate'> & { birthDate?: string }
type About<Row> = Partial<Row> & { patient: Stored }
type ByHand<Row> = About<Row> & { by?: Stored }

/** A patient; a birthday given alone gets a number that fits it. */
export function patient(db: Db, { birthDate, ...given }: PatientOptions = {}) {
  const who = birthDate ? { birthDate, identityNumber: given.identityNumber ?? anyNumber(birthDate) } : anyIdentity()
  const names = { givenName: 'Kari', familyName: 'Nordmann', sex: 'UNKNOWN' as const }
  return db.patient.create({ data: { id: newId(), ...names, ...who, ...given, birthDate: day(who.birthDate) } })
}

export const ownPage = (db: Db, { patient: about, ...given }: About<Prisma.OwnPageUncheckedCreateInput>) =>
  db.ownPage.create({
    data: { patientId: about.id, edition: 1, helps: 'Snakk rolig med meg.', writtenAt: daysAgo(20), ...given },
  })

export async function criticalNote(
  db: Db,
  { patient: about, by, ...given }: ByHand<Prisma.CriticalNoteUncheckedCreateInput>,
) {
  const { id: authorId } = by ?? (await person(db))
  const text = { kind: 'ALLERGY' as const, text: 'Allergi: penicillin', writtenOn: day(daysAgo(20)) }
  return db.criticalNote.create({ data: { id: newId(), patientId: about.id, authorId, ...text, ...given } })
}

export async function phase(db: Db, { patient: about, by, ...given }: ByHand<Prisma.PhaseRecordUncheckedCreateInput>) {
  const { id: setById } = by ?? (await person(db))
  return db.phaseRecord.create({
    data: { id: newId(), patientId: about.id, phase: 'STABLE', since: daysAgo(20), setById, ...given },
  })
}
