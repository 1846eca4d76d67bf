import {
  type OrganisationKey,
  organisationTable,
  type UnitKey,
  unitTable,
  type WardKey,
} from '#tests/support/demo-world/organisations'
import { type StaffSubject, staffMembers } from '#tests/support/people'
import { type Db, idOf } from '#tests/support/records/ids'
import { daysAgo, inDays } from '#tests/support/records/moments'
import { organisation, unit } from '#tests/support/records/organisations'
import { membership, person } from '#tests/support/records/people'

export const organisationId = (key: OrganisationKey) => idOf(`organisation ${key}`)
export const personId = (subject: string) => idOf(`person ${subject}`)

export const isUnit = (key: UnitKey | OrganisationKey): key is UnitKey => key in unitTable

/** A unit as the builders take it. */
export const unitAt = (key: UnitKey) => ({ id: idOf(`unit ${key}`), organisationId: organisationId(unitTable[key].of) })

/** Where acute patients of a ward arrive. */
export const receptionOf = (ward: WardKey) => unitAt(unitTable[ward].of === 'innvik' ? 'innvikReception' : 'reception')

/** Who is at work there. */
export const receptionNurseOf = (ward: WardKey) => ({
  id: personId(unitTable[ward].of === 'innvik' ? 'ida.solheim' : 'hanne.rusten'),
})

/** Who writes notes and records consents on behalf of a ward. */
const leaders = {
  lung: 'marit.solberg',
  heart: 'gunn.iversen',
  medical: 'kristin.fosse',
  surgical: 'oystein.rygh',
  mental: 'ola.breivik',
  children: 'hege.sunde',
  closed: 'kristin.fosse',
  innvikWard: 'terje.lothe',
} satisfies Record<WardKey, StaffSubject>

export const leaderOf = (ward: WardKey) => ({ id: personId(leaders[ward]) })

/** Organisations and units as the tables tell them. */
export async function seedPlaces(db: Db) {
  for (const [key, { number, municipality, her, ...given }] of entries(organisationTable))
    await organisation(db, {
      id: organisationId(key),
      organisationNumber: number,
      ...(municipality && { municipalityNumber: municipality }),
      ...(her && { herId: her }),
      ...given,
    })
  for (const [key, { of, resh, her, arrival, closed, ...given }] of entries(unitTable))
    await unit(db, {
      id: unitAt(key).id,
      organisation: { id: organisationId(of) },
      ...(resh && { reshId: resh }),
      ...(her && { herId: her }),
      ...(arrival && { arrivalRoutine: arrival }),
      ...(closed && { closedAt: daysAgo(closed) }),
      ...given,
    })
}

/** Those who sign in at work, with what they are and where. */
export async function seedStaff(db: Db) {
  for (const [subject, { name, works, hpr, phone, disabled }] of entries(staffMembers)) {
    const [givenName, familyName] = name
    const optional = {
      ...(hpr && { hprNumber: hpr }),
      ...(phone && { phone }),
      ...(disabled && { disabledAt: daysAgo(14) }),
    }
    const email = `${subject}@samlop.example`
    const who = await person(db, { id: personId(subject), givenName, familyName, email, ...optional })
    for (const [turn, { role, at, from = -800, until }] of works.entries()) {
      const place = isUnit(at) ? { unit: unitAt(at) } : { organisation: { id: organisationId(at) } }
      const span = { validFrom: inDays(from), ...(until !== undefined && { validUntil: inDays(until) }) }
      await membership(db, { id: idOf(`membership ${subject} ${turn}`), person: who, role, ...place, ...span })
    }
  }
}

/** The entries of a table with the keys that it really has. */
export const entries = <Key extends string, Value>(table: Record<Key, Value>) => Object.entries(table) as [Key, Value][]
