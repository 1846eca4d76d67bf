import { type Db, newId, type Stored } from '#tests/support/records/ids'
import { daysAgo } from '#tests/support/records/moments'
import { person } from '#tests/support/records/people'
import type { Prisma, Unit } from '#prisma/generated/client'
import type { RelationKind, RepresentationKind } from '#prisma/generated/enums'

type About<Row> = Partial<Row> & { patient: Stored }
type RelationOptions = About<Prisma.CareRelationUncheckedCreateInput> & { kind: RelationKind } & (
    | { organisationId: string }
    | { unit: Pick<Unit, 'id' | 'organisationId'> }
  )

/** Why an organisation, a unit or (with `personId`) one person has to do with the patient. */
export function careRelation(db: Db, { patient, ...given }: RelationOptions) {
  const { unit, ...rest } = { unit: undefined, ...given }
  const organisationId = unit?.organisationId ?? rest.organisationId ?? ''
  const place = unit ? { organisationId, unitId: unit.id } : { organisationId }
  return db.careRelation.create({
    data: { id: newId(), patientId: patient.id, validFrom: daysAgo(365), ...rest, ...place },
  })
}

export const representation = (
  db: Db,
  {
    patient,
    person: who,
    ...given
  }: About<Prisma.RepresentationUncheckedCreateInput> & { person: Stored; kind?: RepresentationKind },
) =>
  db.representation.create({
    data: {
      id: newId(),
      patientId: patient.id,
      personId: who.id,
      kind: 'POWER_OF_ATTORNEY',
      document: 'Fullmakt, papir',
      validFrom: daysAgo(365),
      ...given,
    },
  })

/** The patient's yes, in force unless said otherwise. */
export async function consent(
  db: Db,
  { patient, by, ...given }: About<Prisma.ConsentUncheckedCreateInput> & { by?: Stored },
) {
  const { id: recordedById } = by ?? (await person(db))
  return db.consent.create({
    data: {
      id: newId(),
      patientId: patient.id,
      kind: 'VIP_STATUS',
      method: 'ORAL',
      recordedById,
      givenAt: daysAgo(60),
      ...given,
    },
  })
}

/** Blocks for everybody, unless for an organisation, a unit or a person. */
export const block = (db: Db, { patient, ...given }: About<Prisma.AccessBlockUncheckedCreateInput>) =>
  db.accessBlock.create({ data: { id: newId(), patientId: patient.id, scope: 'ALL', setAt: daysAgo(10), ...given } })
