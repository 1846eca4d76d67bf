import { v7 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import { openEmergency } from '#lib/emergency-access/commands'
import { decideFlag } from '#lib/log-flags/commands'
import { listFlags, openFlag } from '#lib/log-flags/queries'
import { decideInput, flagQuery } from '#lib/log-flags/schema'
import { checkPatient } from '#lib/patients/queries'
import { checkInput } from '#lib/patients/schema'
import type { Session } from '#lib/session'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { arrive, type Hospital, hospital } from '#tests/support/hospital'
import { logFlag } from '#tests/support/records/log-flags'
import { minutesAgo } from '#tests/support/records/moments'
import { healthTrust } from '#tests/support/records/organisations'
import { patient as aPatient } from '#tests/support/records/patients'
import { membership, staff } from '#tests/support/records/people'
import { countStatements } from '#tests/support/statements'
import type { LogFlagKind } from '#prisma/generated/enums'

let place: Hospital
let controllerPerson: Awaited<ReturnType<typeof staff>>
let controller: Session

beforeEach(async () => {
  place = await hospital()
  controllerPerson = await staff(admin, { role: 'LOG_CONTROLLER', organisation: place.trust })
  controller = await as(controllerPerson)
})

type Given = { kind?: LogFlagKind; at?: Date; by?: { id: string }; organisation?: { id: string } }

/** A flag of the hospital, about somebody new. */
async function flag({ kind = 'OWN_RECORD', at = minutesAgo(30), by = place.receptionist, organisation }: Given = {}) {
  const patient = kind === 'MANY_PATIENTS' ? {} : { patient: await aPatient(admin) }
  const where = { organisationId: (organisation ?? place.trust).id, unitId: place.desk.id }
  return logFlag(admin, { kind, at, by, place: where, ...patient })
}
const list = async (query: object = {}, of = controller) => {
  const found = await listFlags(of, flagQuery.parse(query))
  if (!found.ok) throw new Error(found.refusal)
  return found.value
}
const decide = (id: string, more: object = {}, of = controller, key = uuid()) =>
  decideFlag(of, decideInput.parse({ flag: id, seen: '0', finding: 'JUSTIFIED', text: '', ...more }), key)

/** Break-glass by a nurse of the hospital. */
async function broken() {
  const nurse = await as(await staff(admin, { role: 'NURSE', unit: place.other, familyName: 'Hegre' }))
  const { id: patient } = await aPatient(admin)
  const input = { patient, reason: 'CALLED_IN', text: 'Tilkalt til hjertestans på 3A.', confirmed: 'yes' } as const
  await openEmergency(nurse, input, uuid())
}

describe('the list', () => {
  test('has break-glass first, then the worst, then the oldest, each with who, where and about whom', async () => {
    await flag({ kind: 'SAME_NAME', at: minutesAgo(90) })
    const newer = await flag({ at: minutesAgo(10) })
    const older = await flag({ at: minutesAgo(50) })
    await flag({ kind: 'MANY_PATIENTS', at: minutesAgo(5) })
    await broken()
    const { rows, open, done } = await list()
    expect(rows.map(({ kind }) => kind)).toEqual([
      'BREAK_GLASS',
      'MANY_PATIENTS',
      'OWN_RECORD',
      'OWN_RECORD',
      'SAME_NAME',
    ])
    expect([rows[2]?.id, rows[3]?.id]).toEqual([older.id, newer.id])
    expect([open, done]).toEqual([5, 0])
    expect(rows[0]).toMatchObject({ by: 'Prøve Hegre', reason: 'CALLED_IN', ongoing: true, unit: place.other.name })
    expect(rows[1]).toMatchObject({ patient: null, patients: 31, by: 'Prøve Person' })
  })

  test('twenty at a time, and as many statements however many there are', async () => {
    await flag()
    const few = await countStatements(() => list())
    for (let one = 0; one < 22; one++) await flag({ at: minutesAgo(one) })
    expect(await countStatements(() => list())).toBe(few)
    const { rows, open } = await list()
    expect([rows.length, open]).toEqual([20, 23])
    expect((await list({ side: '2' })).rows).toHaveLength(3)
    expect(await list({ side: '99' })).toMatchObject({ side: 2 })
    for (const side of ['0', 'x', ['1', '2']]) expect(await list({ side })).toMatchObject({ side: 1 })
  })

  test('each patient on it is written down as control', async () => {
    const { patientId } = await flag()
    await list()
    const entry = await admin.auditEntry.findFirst({
      where: { act: 'control.flags', organisationId: place.trust.id },
      include: { subjects: true },
    })
    expect(entry).toMatchObject({ purpose: 'CONTROL', subjects: [{ patientId, ground: 'CONTROL' }] })
  })

  test('somebody of the same name who was then registered as arrived waits for nobody', async () => {
    const nurse = await staff(admin, { role: 'NURSE', unit: place.desk, familyName: 'Hegre' })
    const session = await as(nurse)
    const [came, went] = [
      await aPatient(admin, { familyName: 'Hegre' }),
      await aPatient(admin, { familyName: 'Hegre' }),
    ]
    await checkPatient(session, checkInput.parse({ query: went.identityNumber }))
    await arrive(session, came.identityNumber)
    expect((await list()).rows).toMatchObject([{ kind: 'SAME_NAME', patient: { id: went.id } }])
    expect((await list({ vis: 'avgjort' })).rows).toMatchObject([{ explained: true, patient: { id: came.id } }])
  })
})

describe('one flag', () => {
  test('of break-glass tells what was written; of many patients the looks around it', async () => {
    await broken()
    const [row] = (await list()).rows
    expect(await openFlag(controller, { flag: row?.id ?? '' })).toMatchObject({
      ok: true,
      value: {
        emergency: { text: 'Tilkalt til hjertestans på 3A.', endedAt: null },
        looks: [{ act: 'emergency.open' }],
      },
    })
    const patients = await Promise.all([aPatient(admin), aPatient(admin)])
    for (const { identityNumber } of patients)
      await checkPatient(place.receptionNurse, checkInput.parse({ query: identityNumber }))
    const many = await flag({ kind: 'MANY_PATIENTS', at: new Date() })
    const opened = await openFlag(controller, { flag: many.id })
    expect(opened.ok && opened.value.looks.map(({ patientId }) => patientId).toSorted()).toEqual(
      patients.map(({ id }) => id).toSorted(),
    )
  })
})

describe('a decision', () => {
  test('moves the flag to those that are done, with who and when', async () => {
    const { id } = await flag()
    expect(await decide(id, { finding: 'FOLLOWED_UP', text: 'Snakket med lederen i dag.' })).toMatchObject({ ok: true })
    expect(await list()).toMatchObject({ open: 0, done: 1, rows: [] })
    expect((await list({ vis: 'avgjort' })).rows).toMatchObject([
      { id, finding: 'FOLLOWED_UP', decidedBy: 'Prøve Person' },
    ])
    expect(await admin.auditEntry.count({ where: { act: 'control.decide', objectId: id, outcome: 'done' } })).toBe(1)
  })

  test('is added to by a later one, and nothing is overwritten', async () => {
    const { id } = await flag()
    await decide(id)
    await decide(id, { seen: '1', finding: 'NOT_JUSTIFIED', text: 'Fant ingen grunn likevel.' })
    const opened = await openFlag(controller, { flag: id })
    expect(opened.ok && opened.value.history.map(({ finding }) => finding)).toEqual(['NOT_JUSTIFIED', 'JUSTIFIED'])
    await expect(admin.logFlagDecision.updateMany({ data: { text: 'Noe annet enn før' } })).rejects.toThrow(/refused/)
    await expect(admin.logFlagDecision.deleteMany({})).rejects.toThrow(/refused/)
    await expect(admin.logFlag.deleteMany({})).rejects.toThrow(/refused/)
  })

  test('of two at once one wins, and the other is told', async () => {
    const { id } = await flag()
    const other = await as(await staff(admin, { role: 'LOG_CONTROLLER', organisation: place.trust }))
    const both = await Promise.all([decide(id), decide(id, {}, other)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, refusal: 'conflict' })
    expect(await admin.logFlagDecision.count({ where: { flagId: id } })).toBe(1)
  })

  test('sent twice with the same key is one', async () => {
    const { id } = await flag()
    const key = uuid()
    expect(await decide(id, {}, controller, key)).toMatchObject({ ok: true })
    expect(await decide(id, {}, controller, key)).toMatchObject({ ok: true })
    expect(await admin.logFlagDecision.count({ where: { flagId: id } })).toBe(1)
  })
})

describe('nobody else', () => {
  const nothing = { ok: false, refusal: 'not_found' }

  test("another organisation's controller gets nothing and decides nothing, by statements either", async () => {
    const { id } = await flag()
    const other = await as(await staff(admin, { role: 'LOG_CONTROLLER', organisation: await healthTrust(admin) }))
    expect(await list({}, other)).toMatchObject({ open: 0, done: 0, rows: [] })
    expect(await openFlag(other, { flag: id })).toEqual(nothing)
    expect(await decide(id, {}, other)).toEqual(nothing)
    const bySql = await asRuntimeRole(other, 'CONTROL', async (tx) => [
      await tx.$queryRaw`SELECT door.log_flag(${id}::uuid) AS answer`,
      await tx.$queryRaw`SELECT door.decide_flag(${uuid()}::uuid, ${id}::uuid, 0, 'JUSTIFIED', NULL) AS answer`,
    ])
    expect(bySql).toEqual([[{ answer: null }], [{ answer: 0 }]])
    for (const table of ['log_flag', 'log_flag_decision'])
      await expect(
        asRuntimeRole(other, 'CONTROL', (tx) => tx.$queryRawUnsafe(`SELECT * FROM ${table}`)),
      ).rejects.toThrow(/permission denied/)
  })

  test.each(['NURSE', 'HEAD_NURSE', 'ORG_ADMIN', 'FLOW_COORDINATOR', 'COLLABORATION_PHYSICIAN'] as const)(
    'as %s',
    async (role) => {
      const { id } = await flag()
      const other = await as(await staff(admin, { role, unit: place.desk }))
      expect(await listFlags(other, flagQuery.parse({}))).toEqual({ ok: false, refusal: 'forbidden' })
      expect(await openFlag(other, { flag: id })).toEqual({ ok: false, refusal: 'forbidden' })
      expect(await decide(id, {}, other)).toEqual({ ok: false, refusal: 'forbidden' })
      const answer = await asRuntimeRole(
        other,
        'CONTROL',
        (tx) => tx.$queryRaw`SELECT door.log_flags(true, 20, 0) AS answer`,
      )
      expect(answer).toEqual([{ answer: null }])
    },
  )

  test('sees or decides what is about oneself; it is said that another must, and whether there is one', async () => {
    const { id } = await flag({ by: controllerPerson })
    expect(await list()).toMatchObject({ open: 0, rows: [], about: 1, another: false })
    expect(await openFlag(controller, { flag: id })).toEqual(nothing)
    expect(await decide(id)).toEqual(nothing)
    const other = await as(await staff(admin, { role: 'LOG_CONTROLLER', organisation: place.trust }))
    expect(await list()).toMatchObject({ about: 1, another: true })
    expect(await list({}, other)).toMatchObject({ open: 1, about: 0 })
    expect(await decide(id, {}, other)).toMatchObject({ ok: true })
    expect(await list()).toMatchObject({ about: 0 })
  })

  test('not as a nurse of the same person either', async () => {
    const both = await staff(admin, { role: 'NURSE', unit: place.desk })
    await membership(admin, { person: both, role: 'LOG_CONTROLLER', organisation: place.trust })
    await flag({ by: both })
    expect(await listFlags(await as(both), flagQuery.parse({}))).toEqual({ ok: false, refusal: 'forbidden' })
  })
})
