import 'server-only'
import type { Transaction } from '#lib/db'
import type { Actor } from '#lib/permissions'

const shown = { id: true, patientId: true, status: true, validUntil: true, version: true } as const

/** One card among those the actor may see, locked until the end of the transaction. */
export async function lockCard(tx: Transaction, _actor: Actor, { id }: { id: string }) {
  await tx.$queryRaw`SELECT id FROM card WHERE id = ${id}::uuid FOR UPDATE`
  return tx.card.findUnique({ where: { id }, select: shown })
}
