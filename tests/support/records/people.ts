import { type Db, newId, type Stored } from '#tests/support/records/ids'
import { daysAgo } from '#tests/support/records/moments'
import type { Prisma, Unit } from '#prisma/generated/client'
import type { Role } from '#prisma/generated/enums'

export const testIssuers = { helseid: 'https://helseid.test', idporten: 'https://idporten.test' }

type PersonOptions = Partial<Prisma.PersonUncheckedCreateInput>
type Place = { unit: Pick<Unit, 'id' | 'organisationId'> } | { organisation: Stored }
type MembershipOptions = Partial<Prisma.MembershipUncheckedCreateInput> & { role: Role; person: Stored }
type Identity = { issuer?: string; subject?: string }
type StaffOptions = PersonOptions & Place & Identity & { role: Role }

export const person = (db: Db, given: PersonOptions = {}) =>
  db.person.create({ data: { id: newId(), givenName: 'Prøve', familyName: 'Person', ...given } })

/** What somebody is, where, and for how long. A place is a unit, or an organisation as a whole. */
export function membership(db: Db, { person: who, ...given }: MembershipOptions & Place) {
  const { unit, organisation, ...rest } = { unit: undefined, organisation: undefined, ...given }
  const place = unit
    ? { organisationId: unit.organisationId, unitId: unit.id }
    : { organisationId: organisation?.id ?? '' }
  return db.membership.create({ data: { id: newId(), personId: who.id, validFrom: daysAgo(365), ...place, ...rest } })
}

/** Somebody who signs in at work. The answer holds what `signIn` needs. */
export async function staff(db: Db, given: StaffOptions) {
  const {
    role,
    issuer = testIssuers.helseid,
    subject = newId(),
    unit,
    organisation,
    ...rest
  } = {
    unit: undefined,
    organisation: undefined,
    ...given,
  }
  const who = await person(db, rest)
  const place = unit ? { unit } : { organisation: organisation ?? { id: '' } }
  const { id: membershipId } = await membership(db, { person: who, role, ...place })
  await identity(db, { person: who, issuer, subject })
  return { ...who, membershipId, issuer, subject }
}

/** Somebody who signs in at home: a patient, or one who stands for a patient. */
export async function citizen(
  db: Db,
  { issuer = testIssuers.idporten, subject = newId(), ...rest }: PersonOptions & Identity = {},
) {
  const who = await person(db, rest)
  await identity(db, { person: who, issuer, subject })
  return { ...who, issuer, subject }
}

export const identity = (db: Db, { person: who, issuer, subject }: Required<Identity> & { person: Stored }) =>
  db.signInIdentity.create({ data: { personId: who.id, issuer, subject } })
