import 'server-only'
import type { Transaction } from '#lib/db'
import type { Actor } from '#lib/permissions'

type Request = { actor: Actor; act: string; key: string; hash: Buffer }

type Receipt = { found: 'none' | 'same' | 'other'; objectId: string | null }

/** Whether this key already had its effect, with the same input or with another. Two sends at once wait for each other here. */
export async function findReceipt(tx: Transaction, { actor, key, hash }: Request): Promise<Receipt> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`
  const receipt = actor.personId
    ? await tx.commandReceipt.findUnique({ where: { actorId_key: { actorId: actor.personId, key } } })
    : null
  if (!receipt) return { found: 'none', objectId: null }
  const found = Buffer.compare(receipt.requestHash, hash) === 0 ? 'same' : 'other'
  return { found, objectId: receipt.objectId }
}

/** A key is stored only together with an effect. Programs have no keys: what they do is repeatable by its content. */
export async function appendReceipt(tx: Transaction, { actor, act, key, hash }: Request, objectId: string) {
  if (actor.personId)
    await tx.commandReceipt.create({
      data: { actorId: actor.personId, key, act, requestHash: new Uint8Array(hash), objectId },
    })
}
