import 'server-only'
import { createHash } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { dayOf, now } from '#lib/clock'
import { db } from '#lib/db'
import { env } from '#lib/env'
import { decideNumber, type NumberRefusal } from '#lib/patients/rules'
import { type Check, checkAnswer, type CheckInput } from '#lib/patients/schema'
import { slowly } from '#lib/request'
import { ok, refuse, type Result } from '#lib/result'
import { formKey, type Session } from '#lib/session'

/**
 * Is this person a VIP patient here? Session, permission, look-up and audit are one call of the database
 * (purpose ETREAT), because this is the page that must never wait.
 */
export async function checkPatient(
  session: Session,
  input: CheckInput,
): Promise<Result<Check, 'forbidden' | NumberRefusal>> {
  const decision = decideNumber(input, env().DEPLOYMENT, dayOf(now()))
  if (!decision.ok) return decision
  const { query } = input
  const number = query.by === 'number' ? query.number : null
  const hash = query.by === 'card' ? createHash('sha256').update(query.token).digest() : null
  const [name, birthDate] = query.by === 'name' ? [query.name, query.birthDate] : [null, null]
  const lookUp = uuid()
  const [row] = await db().$queryRaw<[{ answer: unknown }]>`
    SELECT door.vip_check(${session.secret}, ${number}, ${hash}, ${name}, ${birthDate}::date, ${lookUp}::uuid) AS answer`
  const { slow, ...told } = z.looseObject({ slow: z.boolean().optional() }).parse(row.answer)
  const answer = checkAnswer.parse(told)
  // Never refused: a mass casualty looks like this too.
  if (slow) await slowly()
  if (answer.outcome === 'forbidden') return refuse('forbidden')
  return ok({ ...answer, by: query.by, lookUp, at: now().toISOString(), arrivalKey: formKey(session) })
}
