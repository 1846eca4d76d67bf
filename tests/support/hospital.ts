import { v7 as uuid } from 'uuid'
import { registerArrival } from '#lib/arrivals/commands'
import { registerInput } from '#lib/arrivals/schema'
import { writeMoment } from '#lib/dates'
import { checkPatient } from '#lib/patients/queries'
import { checkInput } from '#lib/patients/schema'
import type { Session } from '#lib/session'
import { as } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { hoursAgo } from '#tests/support/records/moments'
import { healthTrust, reception, ward } from '#tests/support/records/organisations'
import { staff } from '#tests/support/records/people'
import { vipPatient } from '#tests/support/records/vip-patient'

/** A hospital with a reception, two wards, and somebody signed in at each. */
export async function hospital() {
  const trust = await healthTrust(admin, { fastTrackTarget: 30 })
  const desk = await reception(admin, { organisation: trust })
  const own = await ward(admin, { organisation: trust, name: 'Egen post' })
  const other = await ward(admin, { organisation: trust, name: 'Annen post' })
  const nurse = async (unit: typeof desk) => as(await staff(admin, { role: 'NURSE', unit }))
  const receptionist = await staff(admin, { role: 'NURSE', unit: desk })
  return {
    ...{ trust, desk, own, other },
    receptionist,
    receptionNurse: await as(receptionist),
    ownNurse: await nurse(own),
    otherNurse: await nurse(other),
    flow: await as(await staff(admin, { role: 'FLOW_COORDINATOR', organisation: trust })),
  }
}
export type Hospital = Awaited<ReturnType<typeof hospital>>

/** Somebody with VIP status at the hospital's own ward. */
export const patientOf = ({ own }: Hospital, given: Parameters<typeof vipPatient>[1] = {}) =>
  vipPatient(admin, { ward: own, ...given })

/** The look-up that an arrival is registered by. */
export async function lookUp(nurse: Session, number: string) {
  const check = await checkPatient(nurse, checkInput.parse({ query: number }))
  if (!check.ok) throw new Error(check.refusal)
  return check.value.lookUp
}

type Given = { at?: Date; fastTrack?: boolean; lookUp?: string }

/** What the form in reception sends. */
export const arrivalOf = ({ at = new Date(), fastTrack = false, lookUp: id = uuid() }: Given) =>
  registerInput.parse({
    lookUp: id,
    at: writeMoment(at),
    urgency: 'IMMEDIATE',
    mode: 'AMBULANCE',
    fastTrack: fastTrack ? 'yes' : 'no',
  })

/** Looked up and registered; answers the id of the stay. */
export async function arrive(nurse: Session, number: string, given: Given = {}): Promise<string> {
  const input = arrivalOf({ at: hoursAgo(0.2), lookUp: await lookUp(nurse, number), ...given })
  const result = await registerArrival(nurse, input, uuid())
  if (!result.ok || !result.value.id) throw new Error(JSON.stringify(result))
  return result.value.id
}

/** What was written down of an act, oldest first. */
export const outcomesOf = async (act: string, objectId?: string) =>
  (await admin.auditEntry.findMany({ where: { act, ...(objectId && { objectId }) }, orderBy: { at: 'asc' } })).map(
    ({ outcome }) => outcome,
  )
