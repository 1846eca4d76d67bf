import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { checkPatient } from '#lib/patients/queries'
import { checkInput } from '#lib/patients/schema'
import { reading } from '#lib/reading'
import type { Session } from '#lib/session'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { arrive, type Hospital, hospital } from '#tests/support/hospital'
import { patient as aPatient } from '#tests/support/records/patients'
import { staff } from '#tests/support/records/people'
import { careRelation } from '#tests/support/records/relations'

type Who = { id: string; identityNumber: string }
let place: Hospital
let many: Who[]
let nurse: Awaited<ReturnType<typeof staff>>
let session: Session

beforeAll(async () => {
  place = await hospital()
  many = await Promise.all(Array.from({ length: 34 }, () => aPatient(admin)))
})
beforeEach(async () => {
  nurse = await staff(admin, { role: 'NURSE', unit: place.desk, familyName: 'Hegre' })
  session = await as(nurse)
})

const at = (index: number): Who => many[index] ?? { id: '', identityNumber: '' }
const check = ({ identityNumber }: Who) => checkPatient(session, checkInput.parse({ query: identityNumber }))
/** The same person has looked at so many patients before, some seconds ago. */
const looked = (count: number, secondsAgo = 60, person = nurse.id) =>
  admin.unrelatedLook.createMany({
    data: many.slice(0, count).map(({ id }) => ({
      personId: person,
      patientId: id,
      at: new Date(Date.now() - secondsAgo * 1_000),
    })),
  })
const flags = (personId = nurse.id) =>
  admin.logFlag.findMany({ where: { personId }, orderBy: [{ at: 'asc' }, { kind: 'asc' }] })
const kinds = async (personId = nurse.id) => (await flags(personId)).map(({ kind }) => kind)
/** What was answered, and whether it waited its second first. A loaded machine is slow too, so the clock is not asked. */
const timed = async <T>(work: () => Promise<T>) => {
  const begun = vi.spyOn(globalThis, 'setTimeout')
  const answer = await work()
  const waits = begun.mock.calls.filter(([, delay]) => delay === 1_000).length
  begun.mockRestore()
  return { answer, slow: waits > 0, waits }
}
/** A look under another errand than emergency care that shows these patients. */
const lookAt = (who: Who[], as = session) =>
  reading<object, Who[]>({
    act: 'patient.find',
    load: async () => who,
    shows: (shown) => shown.map(({ id }) => ({ patientId: id, shown: ['name'] })),
  })(as, {})

describe('in reception', () => {
  test('thirty patients in ten minutes are answered at once, and nothing is flagged', async () => {
    for (let index = 0; index < 30; index++)
      expect(await timed(() => check(at(index)))).toMatchObject({ slow: false, answer: { ok: true } })
    expect(await kinds()).toEqual([])
  })

  test('the thirty-first is answered a second later and flagged once, with the entry of that look', async () => {
    await looked(30)
    const answer = await timed(() => check(at(30)))
    expect(answer).toMatchObject({ slow: true, answer: { ok: true, value: { outcome: 'none' } } })
    const flag = {
      kind: 'MANY_PATIENTS',
      organisationId: place.trust.id,
      unitId: place.desk.id,
      role: 'NURSE',
      patients: 31,
      patientId: null,
    }
    const [first] = await flags()
    expect(first).toMatchObject(flag)
    expect(await admin.auditEntry.findUnique({ where: { id: first?.entryId ?? '' } })).toMatchObject({
      personId: nurse.id,
      act: 'patient.check',
      outcome: 'none',
    })
    expect(await timed(() => check(at(31)))).toMatchObject({ slow: true, answer: { ok: true } })
    expect(await kinds()).toEqual(['MANY_PATIENTS'])
  })

  test('a look of ten minutes ago no longer counts, one of a second less does', async () => {
    await looked(30, 601)
    expect(await timed(() => check(at(30)))).toMatchObject({ slow: false })
    await admin.unrelatedLook.deleteMany({ where: { personId: nurse.id } })
    await looked(30, 597)
    expect(await timed(() => check(at(31)))).toMatchObject({ slow: true })
  })

  test('a new window is flagged anew', async () => {
    await looked(30)
    await check(at(30))
    await admin.$executeRaw`ALTER TABLE log_flag DISABLE TRIGGER refuse_update`
    await admin.$executeRaw`UPDATE log_flag SET at = at - interval '10 minutes' WHERE person_id = ${nurse.id}::uuid`
    await admin.$executeRaw`ALTER TABLE log_flag ENABLE TRIGGER refuse_update`
    await check(at(31))
    expect(await kinds()).toEqual(['MANY_PATIENTS', 'MANY_PATIENTS'])
  })

  test('the same patient looked up again and again is one patient', async () => {
    for (let turn = 0; turn < 31; turn++) await check(at(0))
    expect(await kinds()).toEqual([])
  })

  test('it is the person who is counted, not the session', async () => {
    await looked(30)
    session = await as(nurse)
    expect(await timed(() => check(at(30)))).toMatchObject({ slow: true })
    session = await as(await staff(admin, { role: 'NURSE', unit: place.desk }))
    expect(await timed(() => check(at(30)))).toMatchObject({ slow: false })
  })

  test('whoever was registered as arrived since no longer counts', async () => {
    await looked(29)
    await arrive(session, (await aPatient(admin)).identityNumber)
    expect(await timed(() => check(at(30)))).toMatchObject({ slow: false })
    expect(await timed(() => check(at(31)))).toMatchObject({ slow: true })
  })

  test('of two look-ups at once one is the thirtieth and one the thirty-first', async () => {
    await looked(29)
    const both = await timed(() => Promise.all([check(at(30)), check(at(31))]))
    expect(both).toMatchObject({ waits: 1, answer: [{ ok: true }, { ok: true }] })
    expect(await kinds()).toEqual(['MANY_PATIENTS'])
  })

  test('while a look waits its second it holds neither a connection nor a lock', async () => {
    await looked(30)
    const waiting = check(at(30))
    await vi.waitFor(async () => expect(await kinds()).toEqual(['MANY_PATIENTS']))
    const [held] = await admin.$queryRaw<[{ count: bigint }]>`
      SELECT count(*) FROM pg_stat_activity WHERE usename = 'app_rt' AND datname = current_database() AND state <> 'idle'`
    expect(held.count).toBe(0n)
    await waiting
  })

  test.each(['SELECT', 'INSERT', 'DELETE'])(
    'when the limiter itself fails (%s is taken away), the look-up is answered all the same',
    async (right) => {
      await looked(30)
      await admin.$executeRawUnsafe(`REVOKE ${right} ON auth.unrelated_look FROM app_definer`)
      try {
        expect(await check(at(30))).toMatchObject({ ok: true, value: { outcome: 'none' } })
      } finally {
        await admin.$executeRawUnsafe(`GRANT ${right} ON auth.unrelated_look TO app_definer`)
      }
    },
  )

  test('nor does it wait for a limiter that does not answer', async () => {
    const held = await admin.$transaction(async (tx) => {
      await tx.$executeRaw`LOCK TABLE auth.unrelated_look IN ACCESS EXCLUSIVE MODE`
      return timed(() => check(at(30)))
    })
    expect(held).toMatchObject({ slow: false, answer: { ok: true } })
  })
})

describe('under every other errand', () => {
  beforeEach(async () => {
    nurse = await staff(admin, { role: 'NURSE', unit: place.own, familyName: 'Hegre' })
    session = await as(nurse)
  })

  test('thirty patients are shown, also on one list, and the thirty-first is refused and flagged', async () => {
    expect(await lookAt(many.slice(0, 30))).toMatchObject({ ok: true })
    expect(await kinds()).toEqual([])
    expect(await lookAt([at(30)])).toEqual({ ok: false, refusal: 'limited' })
    expect(await kinds()).toEqual(['MANY_PATIENTS'])
    expect(await lookAt([at(3)])).toMatchObject({ ok: true })
  })

  test('a list of thirty-one is refused as a whole', async () => {
    expect(await lookAt(many.slice(0, 31))).toEqual({ ok: false, refusal: 'limited' })
  })

  test('what was refused is written down with the patients and without anything shown', async () => {
    await looked(30)
    await lookAt([at(30)])
    const [flag] = await flags()
    const entry = await admin.auditEntry.findUnique({
      where: { id: flag?.entryId ?? '' },
      include: { subjects: true },
    })
    expect(entry).toMatchObject({ outcome: 'limited', subjects: [{ patientId: at(30).id, ground: 'NONE', shown: [] }] })
  })

  test('patients whom one has to do with do not count', async () => {
    const mine = await Promise.all(Array.from({ length: 32 }, () => aPatient(admin)))
    for (const one of mine) await careRelation(admin, { patient: one, kind: 'INVITED', unit: place.own })
    await looked(30)
    expect(await lookAt(mine)).toMatchObject({ ok: true })
    expect(await kinds()).toEqual([])
  })

  test.each(['SELECT', 'INSERT', 'DELETE'])(
    'when the counting cannot be done (%s is taken away), nothing is shown',
    async (right) => {
      await admin.$executeRawUnsafe(`REVOKE ${right} ON auth.unrelated_look FROM app_definer`)
      try {
        await expect(lookAt([at(0)])).rejects.toThrow(/permission denied/)
      } finally {
        await admin.$executeRawUnsafe(`GRANT ${right} ON auth.unrelated_look TO app_definer`)
      }
    },
  )

  test('the runtime role can neither read nor change what is counted and flagged', async () => {
    for (const table of ['auth.unrelated_look', 'log_flag', 'log_flag_decision'])
      for (const statement of [`SELECT * FROM ${table}`, `DELETE FROM ${table}`, `UPDATE ${table} SET at = now()`])
        await expect(asRuntimeRole(session, 'TREAT', (tx) => tx.$executeRawUnsafe(statement))).rejects.toThrow(
          /permission denied/,
        )
  })
})

describe('one of the own', () => {
  const named = (familyName: string) => aPatient(admin, { familyName })

  test.each([
    ['Hegre', 'Hegre'],
    ['Hegre', 'Berg Hegre'],
    ['Sætre-Hegre', 'HEGRE'],
    ['van der Hegre', 'Hegre'],
  ])('%s who looks up %s in reception is flagged', async (own, other) => {
    await admin.person.update({ where: { id: nurse.id }, data: { familyName: own, version: { increment: 1 } } })
    const patient = await named(other)
    expect(await timed(() => check(patient))).toMatchObject({ slow: false, answer: { ok: true } })
    expect(await flags()).toMatchObject([{ kind: 'SAME_NAME', patientId: patient.id, patients: null }])
  })

  test.each([
    ['van der Berg', 'van der Meer'],
    ['Hegre', 'Hegresen'],
  ])('%s who looks up %s is not', async (own, other) => {
    await admin.person.update({ where: { id: nurse.id }, data: { familyName: own, version: { increment: 1 } } })
    await check(await named(other))
    expect(await kinds()).toEqual([])
  })

  test('the same look again on the same day is not flagged again', async () => {
    const patient = await named('Hegre')
    await Promise.all([check(patient), check(patient)])
    await check(patient)
    expect(await kinds()).toEqual(['SAME_NAME'])
  })

  test('a patient of the same name whom one has to do with is not flagged', async () => {
    const patient = await named('Hegre')
    await careRelation(admin, { patient, kind: 'INVITED', unit: place.own })
    const colleague = await staff(admin, { role: 'NURSE', unit: place.own, familyName: 'Hegre' })
    expect(await lookAt([patient], await as(colleague))).toMatchObject({ ok: true })
    expect(await kinds(colleague.id)).toEqual([])
  })

  test('the own record is flagged, known by the sign-in or by the number, also with a relation', async () => {
    const bySignIn = await aPatient(admin, { personId: nurse.id })
    await check(bySignIn)
    expect(await flags()).toMatchObject([{ kind: 'OWN_RECORD', patientId: bySignIn.id }])

    const byNumber = await named('Hegre')
    await careRelation(admin, { patient: byNumber, kind: 'INVITED', unit: place.own })
    const { identityNumber } = byNumber
    const colleague = await staff(admin, { role: 'NURSE', unit: place.own, familyName: 'Hegre', identityNumber })
    await lookAt([byNumber], await as(colleague))
    expect(await kinds(colleague.id)).toEqual(['OWN_RECORD'])
  })

  test('to stand on a board or a list oneself is no look at oneself', async () => {
    const who = await aPatient(admin, { personId: nurse.id })
    const shows = () => [{ patientId: who.id, shown: ['name'] }]
    await reading({ act: 'board.reception', load: async () => [], shows })(session, {})
    expect(await kinds()).toEqual([])
  })
})
