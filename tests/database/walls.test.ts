import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '#lib/db'
import { newSession, type Session } from '#lib/session'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { ward as aWard } from '#tests/support/records/organisations'
import { staff } from '#tests/support/records/people'
import { vipPatient } from '#tests/support/records/vip-patient'

const tables = [
  'organisation',
  'unit',
  'membership',
  'access_grant',
  'patient',
  'own_page',
  'critical_note',
  'phase_record',
  'care_relation',
  'representation',
  'consent',
  'access_block',
  'vip_case',
  'stay',
  'stay_event',
  'triage',
  'safety_clearance',
  'fast_track',
  'fast_track_step',
  'initiator_role',
  'recommendation',
  'meeting',
  'meeting_time',
  'meeting_participant',
  'meeting_time_answer',
  'meeting_agreement',
  'meeting_agenda_item',
  'meeting_statement',
  'meeting_view',
  'agreement_template',
  'agreement_template_approval',
  'agreement',
  'agreement_signature',
  'agreement_decline',
  'agreement_scan',
  'meeting_note',
  'status_answer',
  'meeting_decision',
  'meeting_measure',
  'minutes',
  'minutes_comment',
  'minutes_signature',
  'case_event',
  'plan_draft_item',
  'command_receipt',
  'deployment',
  'criteria_party',
  'criteria_version',
  'criteria_item',
  'criteria_approval',
  'task',
  'notice',
  'candidate_list_setting',
  'unit_phone_change',
  'list_reservation',
]

let nurse: Session
let mine: string
let foreign: string
let nurseId: string

beforeAll(async () => {
  const here = await aWard(admin)
  const other = await staff(admin, { role: 'NURSE', unit: here })
  nurseId = other.id
  nurse = await as(other)
  mine = (await vipPatient(admin, { ward: here })).id
  foreign = (await vipPatient(admin)).id
})

describe('without a request begun', () => {
  test.each(tables)('the runtime role sees no row of %s', async (table) => {
    const rows = await db().$queryRawUnsafe<unknown[]>(`SELECT 1 FROM ${table}`)
    expect(rows).toEqual([])
  })

  test.each(['organisation', 'unit', 'patient', 'own_page', 'vip_case', 'access_grant'])(
    'though there are rows of %s',
    async (table) => {
      expect(await admin.$queryRawUnsafe<unknown[]>(`SELECT 1 FROM ${table} LIMIT 1`)).toHaveLength(1)
    },
  )

  test('nothing can be written', async () => {
    await expect(db().card.updateMany({ data: { status: 'REVOKED' } })).resolves.toEqual({ count: 0 })
    await expect(db().patient.updateMany({ data: { givenName: 'X' } })).rejects.toThrow(/permission denied/)
  })
})

describe('a forged context is refused', () => {
  const forged = [
    ['a made-up secret', () => db().$queryRaw`SELECT door.begin_request('made-up', 'TREAT')`],
    [
      'an unknown secret of the right form',
      () => db().$queryRaw`SELECT door.begin_request(${newSession().session.secret}, 'TREAT')`,
    ],
    ['reading the sessions', () => db().$queryRaw`SELECT * FROM auth.session`],
    [
      'writing a context',
      () =>
        db()
          .$executeRaw`INSERT INTO auth.transaction_context (xid, session_id, name, role, purpose) VALUES (1, gen_random_uuid(), 'x', 'NURSE', 'TREAT')`,
    ],
    [
      'making a session',
      () => db().$queryRaw`SELECT door.sign_in(gen_random_uuid(), '\\x00', 'a', 'b', false, gen_random_uuid())`,
    ],
    [
      'making a service session',
      () =>
        db()
          .$queryRaw`SELECT door.begin_service(gen_random_uuid(), '\\x00', gen_random_uuid(), '{}', gen_random_uuid())`,
    ],
    ['becoming another role', () => db().$executeRaw`SET ROLE app_definer`],
    ['switching the walls off', () => db().$executeRaw`ALTER TABLE patient DISABLE ROW LEVEL SECURITY`],
    ['writing the audit by hand', () => db().$executeRaw`INSERT INTO audit.head VALUES (1, 1, '')`],
    ['rebuilding grants', () => db().$executeRaw`SELECT door.rebuild_grants('{}')`],
    ['registering a patient', () => db().$executeRaw`SELECT door.register_patients('[]')`],
    ['writing somebody else into the audit', () => db().$executeRaw`SELECT door.write_audit(NULL, '{}')`],
  ] as const

  test.each(forged)('%s', async (_, attempt) => {
    await expect(attempt()).rejects.toThrow(/no such session|permission denied|must be owner/)
  })

  test('a setting of the connection changes nothing', async () => {
    const rows = await asRuntimeRole(nurse, 'TREAT', async (tx) => {
      await tx.$executeRaw`SELECT set_config('app.organisation', ${foreign}, true)`
      return tx.patient.findMany({ select: { id: true } })
    })
    expect(rows).toEqual([{ id: mine }])
  })

  test('nobody becomes somebody else within a transaction', async () => {
    const other = await as(await staff(admin, { role: 'NURSE', unit: await aWard(admin) }))
    const twice = asRuntimeRole(
      nurse,
      'TREAT',
      (tx) => tx.$queryRaw`SELECT door.begin_request(${other.secret}, 'TREAT')`,
    )
    await expect(twice).rejects.toThrow(/duplicate key|Unique constraint/)
  })

  test.each(['COC', 'CONTROL', 'OWN', 'SERVICE', 'ADMIN'] as const)(
    'the purpose %s, which is not for a nurse, opens nothing',
    async (purpose) => {
      const rows = await asRuntimeRole(nurse, purpose, (tx) => tx.patient.findMany({ select: { id: true } }))
      expect(rows).toEqual([])
    },
  )
})

describe('an injected query', () => {
  const injected = [
    `SELECT id::text FROM patient`,
    `SELECT id::text FROM patient WHERE id = 'x' OR 1=1 --'`.replace("id = 'x'", 'false'),
    `SELECT patient_id::text AS id FROM vip_case UNION SELECT patient_id::text FROM card UNION SELECT patient_id::text FROM stay`,
    `SELECT p.id::text FROM patient p FULL JOIN access_grant g ON true`,
    `SELECT patient_id::text AS id FROM access_grant UNION ALL SELECT patient_id::text FROM own_page UNION ALL SELECT patient_id::text FROM critical_note`,
  ]

  test.each(injected)('sees nothing foreign: %s', async (statement) => {
    const rows = await asRuntimeRole(nurse, 'TREAT', (tx) => tx.$queryRawUnsafe<{ id: string }[]>(statement))
    expect(new Set(rows.map((row) => row.id))).toEqual(new Set([mine]))
  })

  test.each(['NURSE', 'HEAD_NURSE'] as const)(
    'of a %s elsewhere cannot change a foreign card, nor that of an own patient unless it is hers to revoke',
    async (role) => {
      const here = await aWard(admin)
      const own = await vipPatient(admin, { ward: here })
      const session = await as(await staff(admin, { role, unit: here }))
      const revoke = (where: string) =>
        asRuntimeRole(session, 'TREAT', (tx) =>
          tx.$executeRawUnsafe(
            `UPDATE card SET status = 'REVOKED', ended_at = now(), version = version + 1 WHERE ${where}`,
          ),
        )
      expect(await revoke(`patient_id = '${foreign}'`)).toBe(0)
      const answer = await revoke('1=1').catch((error: Error) => error.message)
      expect(String(answer)).toMatch(role === 'NURSE' ? /may not become of a card/ : /^1$/)
      expect(await admin.card.count({ where: { patientId: foreign, status: 'ISSUED' } })).toBe(1)
      expect(await admin.card.count({ where: { patientId: own.id, status: 'ISSUED' } })).toBe(role === 'NURSE' ? 1 : 0)
    },
  )

  test('cannot read the hash of a card or an identity number of staff', async () => {
    await expect(asRuntimeRole(nurse, 'TREAT', (tx) => tx.$queryRaw`SELECT token_hash FROM card`)).rejects.toThrow(
      /permission denied/,
    )
    await expect(
      asRuntimeRole(nurse, 'TREAT', (tx) => tx.$queryRaw`SELECT identity_number FROM person`),
    ).rejects.toThrow(/permission denied/)
  })
})

test('a request that leaves no audit entry cannot commit', async () => {
  const dark = db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT door.begin_request(${nurse.secret}, 'TREAT')`
    return tx.patient.findMany({ select: { id: true } })
  })
  await expect(dark).rejects.toThrow(/audit/)
})

test('when the audit cannot be written, nothing is shown and nothing is saved', async () => {
  await admin.$executeRaw`REVOKE INSERT ON audit.entry FROM app_definer`
  try {
    await expect(asRuntimeRole(nurse, 'TREAT', (tx) => tx.patient.findMany({ select: { id: true } }))).rejects.toThrow(
      /permission denied/,
    )
  } finally {
    await admin.$executeRaw`GRANT INSERT ON audit.entry TO app_definer`
  }
})

test('over a pool of five, 1 000 requests of twenty nurses never meet the context of another', async () => {
  const nurses = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const here = await aWard(admin)
      const { id } = await vipPatient(admin, { ward: here })
      return { id, session: await as(await staff(admin, { role: 'NURSE', unit: here })) }
    }),
  )
  let wrong = 0
  const turns = Array.from({ length: 1_000 }, (_, turn) => nurses[turn % 20] ?? nurses[0])
  const work = turns.map((turn) => async () => {
    if (!turn) return
    const rows = await asRuntimeRole(turn.session, 'TREAT', (tx) => tx.patient.findMany({ select: { id: true } }))
    if (rows.length !== 1 || rows[0]?.id !== turn.id) wrong++
  })
  while (work.length) await Promise.all(work.splice(0, 20).map((one) => one()))
  expect(wrong).toBe(0)
  expect(await admin.$queryRaw`SELECT count(*)::int AS left FROM auth.transaction_context`).toEqual([{ left: 0 }])
}, 60_000)

test('a revoked session and an ended membership are refused at the next request', async () => {
  await expect(asRuntimeRole(nurse, 'TREAT', async () => 'in')).resolves.toBe('in')
  await admin.membership.updateMany({
    where: { personId: nurseId },
    data: { validUntil: new Date(), version: { increment: 1 } },
  })
  await expect(asRuntimeRole(nurse, 'TREAT', async () => 'in')).rejects.toThrow(/no such session/)
})
