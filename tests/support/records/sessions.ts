import { createHash } from 'node:crypto'
import { type Db, newId, type Stored } from '#tests/support/records/ids'
import { hoursAgo, inHours, inMinutes } from '#tests/support/records/moments'
import { testIssuers } from '#tests/support/records/people'
import type { Prisma } from '#prisma/generated/client'

type SessionOptions = Partial<Prisma.SessionUncheckedCreateInput> & {
  person: Stored
  membership: Stored
  /** When it began and ended. */
  from?: Date
  until?: Date
}

/** A time at work that is over: nobody has the secret, so it opens nothing and only says who did what. */
export function endedSession(db: Db, { person, membership, ...given }: SessionOptions) {
  const { from = hoursAgo(2), until = inMinutes(30, from), ...columns } = given
  const { id = newId() } = columns
  const secretHash = new Uint8Array(createHash('sha256').update(`ended session ${id}`).digest())
  const who = { kind: 'STAFF' as const, personId: person.id, membershipId: membership.id, issuer: testIssuers.helseid }
  const span = { createdAt: from, idleUntil: inMinutes(15, until), absoluteUntil: inHours(12, from), revokedAt: until }
  return db.session.create({ data: { acts: [], secretHash, ...who, ...span, ...columns, id } })
}
