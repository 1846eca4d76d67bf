import 'server-only'
import { createHmac } from 'node:crypto'
import { dayOf, now } from '#lib/clock'
import type { Transaction } from '#lib/db'
import {
  type EmergencyFacts,
  emergencyFacts,
  type EmergencyParams,
  type OpenEmergency,
} from '#lib/emergency-access/schema'
import { env, webEnv } from '#lib/env'
import { loadPatient, type OpenedPatient, shownOfPatient } from '#lib/patient-pages/queries'
import { decideNumber, type NumberRefusal } from '#lib/patients/rules'
import type { CheckInput } from '#lib/patients/schema'
import { type LookRefusal, reading } from '#lib/reading'
import { ok, refuse, type Result } from '#lib/result'
import type { Session } from '#lib/session'

/** What a rule about break-glass needs to know; null when nobody has the id. */
export async function loadFacts(tx: Transaction, id: string): Promise<EmergencyFacts | null> {
  const [row] = await tx.$queryRaw<[{ answer: unknown }]>`SELECT door.emergency_facts(${id}::uuid) AS answer`
  return emergencyFacts.parse(row.answer)
}

export const isOpen = (facts: EmergencyFacts | null): facts is OpenEmergency => Boolean(facts?.open)

/** Without a patient when all of it is blocked. */
export type EmergencyView = { facts: OpenEmergency; patientId: string; patient: OpenedPatient | null }

/** The record of one patient, as far as break-glass opens it; not found until it is opened and once it has ended. */
export const readEmergency = reading<EmergencyParams, EmergencyView>({
  act: 'emergency.read',
  load: async (tx, actor, { id }) => {
    const facts = await loadFacts(tx, id)
    return isOpen(facts) ? { facts, patientId: id, patient: await loadPatient(tx, actor, id) } : null
  },
  shows: ({ patientId, patient }) => [{ patientId, shown: patient ? shownOfPatient(patient) : [] }],
})

const lookFor = reading<{ number: string }, { id: string | null }>({
  act: 'emergency.find',
  load: async (tx, _actor, { number }) => {
    const [row] = await tx.$queryRaw<[{ id: string | null }]>`SELECT door.patient_of_number(${number}) AS id`
    return row
  },
  shows: ({ id }) => (id ? [{ patientId: id }] : []),
})

/**
 * The page where break-glass of a number is opened. Whether anybody has the number is told only to whoever opens it with
 * a reason: a number of nobody leads to a page that looks the same, and always to the same one.
 */
export async function findForEmergency(
  session: Session,
  { query }: CheckInput,
): Promise<Result<{ id: string }, LookRefusal | 'number_only' | NumberRefusal>> {
  const decision = decideNumber({ query }, env().DEPLOYMENT, dayOf(now()))
  if (!decision.ok) return decision
  if (query.by !== 'number') return refuse('number_only')
  const found = await lookFor(session, query)
  if (!found.ok) return found
  return ok({ id: found.value.id ?? idOfNobody(query.number) })
}

/** Looks like an id of ours, of some moment within the last years. */
function idOfNobody(number: string) {
  const hash = createHmac('sha256', webEnv().NEXTAUTH_SECRET).update(`nobody ${number}`).digest()
  const moment = Date.parse('2026-11-01') - hash.readUInt32BE(16) * 10
  const hex = moment.toString(16).padStart(12, '0') + hash.toString('hex', 0, 10)
  const variant = '89ab'[hash.readUInt8(0) % 4]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}
