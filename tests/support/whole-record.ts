import type { Session } from '#lib/session'
import { asRuntimeRole } from '#tests/support/acting'
import { card, vipCase } from '#tests/support/records/cases'
import { fastTrack } from '#tests/support/records/fast-tracks'
import type { Db } from '#tests/support/records/ids'
import { organisation, ward } from '#tests/support/records/organisations'
import { criticalNote, ownPage, patient, phase } from '#tests/support/records/patients'
import { person } from '#tests/support/records/people'
import { block, careRelation, consent, representation } from '#tests/support/records/relations'
import { stay } from '#tests/support/records/stays'
import { clearance, triage } from '#tests/support/records/triage'
import type { Purpose } from '#prisma/generated/enums'

/** What there is to see of a patient. The yes to VIP status stands apart, because it tells the status. */
const parts = {
  patient: 'patient WHERE id = $1::uuid',
  own_page: 'own_page WHERE patient_id = $1::uuid',
  critical_note: 'critical_note WHERE patient_id = $1::uuid',
  phase_record: 'phase_record WHERE patient_id = $1::uuid',
  care_relation: 'care_relation WHERE patient_id = $1::uuid',
  representation: 'representation WHERE patient_id = $1::uuid',
  consent: "consent WHERE patient_id = $1::uuid AND kind <> 'VIP_STATUS'",
  access_block: 'access_block WHERE patient_id = $1::uuid',
  stay: 'stay WHERE patient_id = $1::uuid',
  stay_event: 'stay_event WHERE patient_id = $1::uuid',
  triage: 'triage WHERE patient_id = $1::uuid',
  safety_clearance: 'safety_clearance WHERE patient_id = $1::uuid',
  fast_track: 'fast_track WHERE patient_id = $1::uuid',
  fast_track_step: 'fast_track_step WHERE patient_id = $1::uuid',
  vip_case: 'vip_case WHERE patient_id = $1::uuid',
  card: 'card WHERE patient_id = $1::uuid',
  vip_consent: "consent WHERE patient_id = $1::uuid AND kind = 'VIP_STATUS'",
}
const whatIsThere = Object.entries(parts)
  .map(([name, rows]) => `SELECT '${name}' AS name WHERE EXISTS (SELECT FROM ${rows})`)
  .join(' UNION ALL ')

export const everything = Object.keys(parts).toSorted()
/** What is left when the status alone is blocked. */
const status = ['vip_case', 'card', 'vip_consent', 'fast_track', 'fast_track_step']
export const butTheStatus = everything.filter((name) => !status.includes(name))

/** The parts of one patient's record that this session sees as the runtime role. */
export async function seen(session: Session, purpose: Purpose, { id }: { id: string }): Promise<string[]> {
  const rows = await asRuntimeRole(session, purpose, (tx) => tx.$queryRawUnsafe<{ name: string }[]>(whatIsThere, id))
  return rows.map(({ name }) => name).toSorted()
}

let strangers: ReturnType<typeof someStrangers> | undefined
const someStrangers = async (db: Db) => ({
  far: await ward(db),
  by: await person(db),
  elsewhere: await organisation(db),
})

/** A patient with something in every table, none of which opens anything for those whom a test asks about. */
export async function wholeRecord(db: Db, given: { personId?: string } = {}) {
  const { far, by, elsewhere } = await (strangers ??= someStrangers(db))
  const who = await patient(db, given)
  const about = { patient: who, by }
  await Promise.all([
    ownPage(db, { patient: who }),
    criticalNote(db, about),
    phase(db, about),
    careRelation(db, { patient: who, kind: 'INVITED', unit: far, personId: by.id }),
    representation(db, { patient: who, person: by }),
    consent(db, { ...about, kind: 'PLAN' }),
    block(db, { patient: who, organisationId: elsewhere.id }),
    stay(db, { patient: who, ward: far }).then((one) => seenInReception(db, { stay: one, ward: far, by })),
    vipCase(db, { ...about, ward: far }).then((active) => card(db, { vipCase: active })),
  ])
  return who
}

/** Somebody who was to be treated first, might be moved all the same, and was. */
export async function seenInReception(db: Db, about: Parameters<typeof fastTrack>[1] & { by: { id: string } }) {
  const { stay: of, by } = about
  await clearance(db, {
    triage: await triage(db, { stay: of, by, score: 5, respiration: 25, pulse: 120, unsafe: true }),
    by,
  })
  return fastTrack(db, about)
}
