import 'server-only'
import type { Transaction } from '#lib/db'
import type { NewNotice } from '#lib/notices/schema'
import type { Actor } from '#lib/permissions'

/**
 * Tells persons something, inside the transaction of what it comes from: in the app at once, and by a mail that says only
 * that there is something to read. Answers how many were told.
 * The actor needs a relation to the patient when it is called: tell before what takes the relation away.
 */
export async function tell(tx: Transaction, _actor: Actor, { kind, patientId, objectId, to }: NewNotice) {
  const [told] = await tx.$queryRaw<[{ ids: string[] }]>`
    SELECT door.give_notices(${kind}, ${patientId}::uuid, ${objectId}::uuid, ${[...new Set(to)]}::uuid[]) AS ids`
  return told.ids.length
}
