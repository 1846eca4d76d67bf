import 'server-only'
import { createHash } from 'node:crypto'
import { appendReceipt, findReceipt } from '#lib/receipts'
import type { Subject } from '#lib/audit'
import { now } from '#lib/clock'
import type { Transaction } from '#lib/db'
import { type Act, type Actor, may } from '#lib/permissions'
import { inRequest } from '#lib/request'
import { ok, refuse, type Result } from '#lib/result'
import type { Session } from '#lib/session'

/** What came of a command: the id of what it was about, so that a page can go there. */
export type Done = { id: string | null }
export type CommonRefusal = 'forbidden' | 'not_found' | 'conflict' | 'key_reused'

type Parts<Input, Loaded, Change, Refusal extends string> = {
  act: Act
  /** Finds and locks the aggregate's root among the rows this actor may see. */
  load: (tx: Transaction, actor: Actor, input: Input) => Promise<Loaded | null>
  /** The rule. Pure: it gets the time and never asks for it. */
  decide: (loaded: Loaded, input: Input, time: Date, actor: Actor) => Result<Change, Refusal>
  /** Writes, checked by version: answers how many rows it changed, which must be one. */
  save: (tx: Transaction, loaded: Loaded, change: Change, actor: Actor) => Promise<number>
  /** What the audit says of it beside the act, in figures and codes; never free text about a person. */
  facts?: (loaded: Loaded, change: Change) => Record<string, unknown>
}

/**
 * The one door for changes: key, permission, rule, write and audit entry in a single transaction. A refusal is a value,
 * so its entry is committed too. The same key with the same input has its effect once.
 */
export function command<Input, Loaded extends { id: string; patientId?: string }, Change, Refusal extends string>({
  act,
  load,
  decide,
  save,
  facts = () => ({}),
}: Parts<Input, Loaded, Change, Refusal>) {
  return (session: Session, input: Input, key: string, time = now()): Promise<Result<Done, Refusal | CommonRefusal>> =>
    inRequest<Result<Done, Refusal | CommonRefusal>>(session, act, async (tx, actor) => {
      const request = {
        actor,
        act,
        key,
        hash: createHash('sha256')
          .update(JSON.stringify([act, input]))
          .digest(),
      }
      const earlier = await findReceipt(tx, request)
      if (earlier.found === 'same') return { answer: ok({ id: earlier.objectId }), entry: { outcome: 'repeated' } }
      if (earlier.found === 'other') return { answer: refuse('key_reused'), entry: { outcome: 'key_reused' } }

      const allowed = may(actor, act)
      const loaded = allowed ? await load(tx, actor, input) : null
      const decision = loaded ? decide(loaded, input, time, actor) : refuse(allowed ? 'not_found' : 'forbidden')
      const subjects: Subject[] = loaded?.patientId ? [{ patientId: loaded.patientId }] : []
      const entry = { ...(loaded && { objectId: loaded.id }), subjects }
      if (!loaded || !decision.ok) {
        const refusal = decision as { ok: false; refusal: Refusal | CommonRefusal }
        return { answer: refusal, entry: { ...entry, outcome: refusal.refusal } }
      }

      if ((await save(tx, loaded, decision.value, actor)) !== 1)
        return { answer: refuse('conflict'), entry: { ...entry, outcome: 'conflict' } }
      await appendReceipt(tx, request, loaded.id)
      return {
        answer: ok({ id: loaded.id }),
        entry: { ...entry, outcome: 'done', facts: facts(loaded, decision.value) },
      }
    })
}
