import { entries, personId } from '#tests/support/demo-world/places'
import { numberOf } from '#tests/support/demo-world/patients'
import { citizens, staffMembers } from '#tests/support/people'
import type { Db } from '#tests/support/records/ids'
import { person } from '#tests/support/records/people'

export type Issuers = { helseid: string; idporten: string }

/** Those who sign in at home. */
export async function seedCitizens(db: Db) {
  for (const [subject, { name, phone, ...born }] of entries(citizens)) {
    const [givenName, familyName] = name
    const identityNumber = numberOf(born)
    const email = `${subject}@post.example`
    await person(db, { id: personId(subject), givenName, familyName, email, identityNumber, ...(phone && { phone }) })
  }
}

/** Everybody may sign in through the providers of this start, whose addresses may be others than last time. */
export function seedIdentities(db: Db, issuers: Issuers) {
  const identities = (issuer: string, table: object) =>
    Object.keys(table).map((subject) => ({ issuer, subject, personId: personId(subject) }))
  return db.signInIdentity.createMany({
    data: [...identities(issuers.helseid, staffMembers), ...identities(issuers.idporten, citizens)],
    skipDuplicates: true,
  })
}
