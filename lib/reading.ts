import 'server-only'
import type { Subject } from '#lib/audit'
import type { Transaction } from '#lib/db'
import { type Act, type Actor, may } from '#lib/permissions'
import { inRequest } from '#lib/request'
import { ok, refuse, type Result } from '#lib/result'
import type { Session } from '#lib/session'

type Parts<Input, Shown> = {
  act: Act
  load: (tx: Transaction, actor: Actor, input: Input) => Promise<Shown | null>
  /** The patients in what was loaded, one each, with the parts that are shown. */
  shows: (shown: Shown) => readonly Subject[]
}

/** `limited`: too many patients in a short time whom the actor has nothing to do with. */
export type LookRefusal = 'forbidden' | 'not_found' | 'limited'

/**
 * The one door for looking: it writes down who looked at whom, also when there was nothing to see. A page that refreshes
 * itself writes down only whom this session has not seen on it within eight hours.
 */
export function reading<Input, Shown>({ act, load, shows }: Parts<Input, Shown>) {
  return (session: Session, input: Input, { refresh = false } = {}) =>
    inRequest<Result<Shown, LookRefusal>>(session, act, async (tx, actor) => {
      const allowed = may(actor, act)
      const shown = allowed ? await load(tx, actor, input) : null
      if (!shown) {
        const refusal = allowed ? 'not_found' : 'forbidden'
        return { answer: refuse(refusal), entry: { outcome: refusal } }
      }
      const entry = { outcome: 'seen', subjects: shows(shown), refresh }
      return { answer: ok(shown), entry, limited: refuse('limited') }
    })
}
