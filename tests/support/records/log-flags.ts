import { type Db, newId, type Stored } from '#tests/support/records/ids'
import { hoursAgo, inHours } from '#tests/support/records/moments'
import type { Prisma } from '#prisma/generated/client'

type Place = { organisationId: string; unitId?: string }
type FlagOptions = Partial<Prisma.LogFlagUncheckedCreateInput> &
  Pick<Prisma.LogFlagUncheckedCreateInput, 'kind'> & { by: Stored; at: Date; place: Place; patient?: Stored }

/** A look that the log controller is to judge, as the database writes it. */
export const logFlag = (db: Db, { by, place, patient, kind, ...given }: FlagOptions) =>
  db.logFlag.create({
    data: {
      id: newId(),
      personId: by.id,
      role: 'NURSE',
      kind,
      ...place,
      ...(patient && { patientId: patient.id }),
      ...(kind === 'MANY_PATIENTS' && { patients: 31 }),
      ...(!given.emergencyId && { entryId: newId() }),
      ...given,
    },
  })

export const flagDecision = (
  db: Db,
  {
    flag,
    by,
    ...given
  }: Omit<Prisma.LogFlagDecisionUncheckedCreateInput, 'id' | 'flagId' | 'decidedById'> & {
    id?: string
    flag: Stored
    by: Stored
  },
) => db.logFlagDecision.create({ data: { id: newId(), flagId: flag.id, decidedById: by.id, ...given } })

type EmergencyOptions = Partial<Prisma.EmergencyAccessUncheckedCreateInput> &
  Pick<Prisma.EmergencyAccessUncheckedCreateInput, 'role' | 'reason' | 'text'> & {
    patient: Stored
    by: Stored
    session: Stored
    place: Place
  }

/** Break-glass, for four hours from when it was opened. */
export function emergencyAccess(db: Db, { patient, by, session, place, ...given }: EmergencyOptions) {
  const { openedAt = hoursAgo(1) } = given
  const since = new Date(openedAt)
  const who = { patientId: patient.id, personId: by.id, sessionId: session.id, ...place }
  return db.emergencyAccess.create({
    data: { id: newId(), ...who, validUntil: inHours(4, since), ...given, openedAt: since },
  })
}
