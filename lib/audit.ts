import 'server-only'
import { v7 as uuid } from 'uuid'
import type { Transaction } from '#lib/db'
import type { Act } from '#lib/permissions'

/** A patient touched, and which parts were shown; the ground is found in the access grants unless given. */
export type Subject = { patientId: string; ground?: string; shown?: readonly string[] }

export type Entry = {
  act: Act
  objectId?: string
  outcome: string
  /** Figures and codes; never free text about a person. */
  facts?: Record<string, unknown>
  subjects?: readonly Subject[]
  /** A board that showed itself anew, and nobody who looked. */
  refresh?: boolean
}

/** What the limiter says of a look at patients the actor has nothing to do with: answer, wait first, or show nothing. */
export type Verdict = 'free' | 'slow' | 'limited'

/**
 * The last statement before COMMIT, so that what happened and the record of it are stored together or not at all.
 * The database refuses to commit a request without it.
 */
export async function appendAudit(tx: Transaction, { refresh, ...entry }: Entry): Promise<Verdict> {
  const row = JSON.stringify({ id: uuid(), ...entry })
  if (refresh) {
    await tx.$executeRaw`SELECT door.audit_refresh(${row}::jsonb)`
    return 'free'
  }
  const [{ verdict }] = await tx.$queryRaw<[{ verdict: Verdict }]>`SELECT door.audit_append(${row}::jsonb) AS verdict`
  return verdict
}
