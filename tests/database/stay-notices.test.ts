import { beforeEach, describe, expect, test } from 'vitest'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { stayNotice } from '#tests/support/records/candidates'
import { daysAgo, inHours } from '#tests/support/records/moments'
import { healthTrust, municipality, practice, ward as aWard } from '#tests/support/records/organisations'
import { patient as aPatient } from '#tests/support/records/patients'
import { staff } from '#tests/support/records/people'
import { block, careRelation } from '#tests/support/records/relations'
import { stay, stayEvents } from '#tests/support/records/stays'

let patient: { id: string }
let ward: Awaited<ReturnType<typeof aWard>>
let doctors: { id: string }
let town: { id: string }

beforeEach(async () => {
  ward = await aWard(admin, { organisation: await healthTrust(admin) })
  ;[patient, doctors, town] = [await aPatient(admin), await practice(admin), await municipality(admin)]
  await careRelation(admin, { patient, kind: 'GP_LIST', organisationId: doctors.id })
  await careRelation(admin, { patient, kind: 'MUNICIPALITY_CASE', organisationId: town.id })
})

const told = async (to: { id: string } = doctors) =>
  (
    await admin.stayNotice.findMany({
      where: { organisationId: to.id },
      orderBy: [{ kind: 'asc' }, { edition: 'asc' }],
    })
  ).map(({ kind, edition, happenedAt, takenBack }) => [kind, edition, takenBack ? 'taken back' : happenedAt])

describe('who is told of a stay', () => {
  test('the practice of the GP and the municipality with an open case: once each, of the admission', async () => {
    const { admittedAt } = await stay(admin, { patient, ward })
    expect(await told()).toEqual([['ADMISSION', 1, admittedAt]])
    expect(await told(town)).toEqual([['ADMISSION', 1, admittedAt]])
    expect(await admin.stayNotice.count({ where: { patientId: patient.id } })).toBe(2)
  })

  test('a municipality that has both a case and home care is told once', async () => {
    await careRelation(admin, { patient, kind: 'HOME_CARE', organisationId: town.id })
    await stay(admin, { patient, ward })
    expect(await told(town)).toHaveLength(1)
  })

  test('nobody whose relation has ended or not begun, nobody who is only invited, and not another practice', async () => {
    const [former, coming, invited, other] = [
      await practice(admin),
      await practice(admin),
      await practice(admin),
      await practice(admin),
    ]
    const relation = { patient, kind: 'GP_LIST' } as const
    await careRelation(admin, { ...relation, organisationId: former.id, validUntil: daysAgo(1) })
    await careRelation(admin, { ...relation, organisationId: coming.id, validFrom: inHours(1) })
    await careRelation(admin, { patient, kind: 'INVITED', organisationId: invited.id })
    await stay(admin, { patient, ward })
    for (const organisation of [former, coming, invited, other]) expect(await told(organisation)).toEqual([])
    expect(await told()).toHaveLength(1)
  })

  test('nobody from whom the patient has blocked everything; the others are', async () => {
    await block(admin, { patient, scope: 'ALL', organisationId: town.id })
    await stay(admin, { patient, ward })
    expect(await told(town)).toEqual([])
    expect(await told()).toHaveLength(1)
  })

  test('nobody at all when the patient has blocked everything for everybody', async () => {
    await block(admin, { patient, scope: 'ALL' })
    await stay(admin, { patient, ward })
    expect([...(await told()), ...(await told(town))]).toEqual([])
  })

  test('a block of one person there is no block of the practice', async () => {
    const gp = await staff(admin, { role: 'GP', organisation: doctors })
    await block(admin, { patient, scope: 'ALL', personId: gp.id })
    await stay(admin, { patient, ward })
    expect(await told()).toHaveLength(1)
  })
})

describe('what is told', () => {
  const discharge = (at: Date, more: object = {}) => ({ kind: 'DISCHARGED' as const, at, unitId: ward.id, ...more })

  test('nothing while the patient is expected or in reception, and nothing of somebody who went home from there', async () => {
    await stay(admin, { patient, ward, status: 'EXPECTED' })
    await stay(admin, { patient, ward, status: 'IN_RECEPTION', more: [{ kind: 'LEFT_RECEPTION', at: new Date() }] })
    expect(await told()).toEqual([])
  })

  test('the admission, then the discharge', async () => {
    const made = await stay(admin, { patient, ward })
    const at = daysAgo(1)
    await stayEvents(admin, { stay: made, events: [discharge(at)] })
    expect(await told()).toEqual([
      ['ADMISSION', 1, made.admittedAt],
      ['DISCHARGE', 1, at],
    ])
  })

  test('what happens on the ward between is not told', async () => {
    const made = await stay(admin, { patient, ward })
    const events = [
      { kind: 'LEAVE_STARTED', at: daysAgo(2) },
      { kind: 'LEAVE_ENDED', at: daysAgo(1) },
      { kind: 'READY_FOR_DISCHARGE', at: new Date(), unitId: ward.id },
    ] as const
    for (const event of events) await stayEvents(admin, { stay: made, events: [event] })
    expect(await told()).toHaveLength(1)
  })

  test('a time that is put right is told anew, and what was told before stays', async () => {
    const made = await stay(admin, { patient, ward })
    const [first, second] = [daysAgo(1), inHours(-20)]
    await stayEvents(admin, { stay: made, events: [discharge(first)] })
    const old = await admin.stayEvent.findFirstOrThrow({ where: { stayId: made.id, kind: 'DISCHARGED' } })
    await stayEvents(admin, { stay: made, events: [discharge(second, { replacesId: old.id })] })
    expect((await told()).slice(1)).toEqual([
      ['DISCHARGE', 1, first],
      ['DISCHARGE', 2, second],
    ])
  })

  test('a discharge that is taken back, and a stay that never was, are said to be so', async () => {
    const made = await stay(admin, { patient, ward })
    const at = daysAgo(1)
    await stayEvents(admin, { stay: made, events: [discharge(at)] })
    const old = await admin.stayEvent.findFirstOrThrow({ where: { stayId: made.id, kind: 'DISCHARGED' } })
    await stayEvents(admin, {
      stay: made,
      events: [{ kind: 'VOIDED', at, replacesId: old.id, reason: 'DID_NOT_HAPPEN' }],
    })
    await stayEvents(admin, { stay: made, events: [{ kind: 'CANCELLED', at: new Date() }] })
    expect(await told()).toEqual([
      ['ADMISSION', 1, made.admittedAt],
      ['ADMISSION', 2, 'taken back'],
      ['DISCHARGE', 1, at],
      ['DISCHARGE', 2, 'taken back'],
    ])
  })

  test('a stay that was cancelled before anybody was told gives nothing', async () => {
    await stay(admin, { patient, ward, status: 'CANCELLED' })
    expect(await told()).toEqual([])
  })

  test('a death is told as that', async () => {
    const at = daysAgo(1)
    await stay(admin, { patient, ward, more: [{ kind: 'DIED', at, unitId: ward.id }] })
    expect((await told()).slice(1)).toEqual([['DEATH', 1, at]])
  })

  test('what is put right is told to those who know of the stay, and old stays are no news to who came later', async () => {
    const made = await stay(admin, { patient, ward, arrived: daysAgo(60), status: 'DISCHARGED' })
    expect(await told()).toEqual([])
    await stayNotice(admin, { stay: made, organisation: doctors })
    const at = daysAgo(57)
    const old = await admin.stayEvent.findFirstOrThrow({ where: { stayId: made.id, kind: 'ADMITTED' } })
    await stayEvents(admin, {
      stay: made,
      events: [{ kind: 'ADMITTED', at, unitId: ward.id, replacesId: old.id }],
    })
    expect((await told()).slice(1)).toEqual([['ADMISSION', 2, at]])
    expect(await told(town)).toEqual([])
  })

  test('a discharge fourteen days ago is told of, one sixteen days ago is history', async () => {
    await stay(admin, { patient, ward, arrived: daysAgo(20), discharged: daysAgo(14), status: 'DISCHARGED' })
    expect(await told()).toHaveLength(2)
    await stay(admin, { patient, ward, arrived: daysAgo(20), discharged: daysAgo(16), status: 'DISCHARGED' })
    expect(await told()).toHaveLength(2)
  })

  test('two things that happen at once are told once each', async () => {
    const made = await stay(admin, { patient, ward, status: 'EXPECTED' })
    const at = daysAgo(1)
    const one = (kind: 'ADMITTED' | 'ON_WARD', minutes: number) =>
      stayEvents(admin, {
        stay: made,
        events: [{ kind, at: new Date(at.getTime() + minutes * 60_000), unitId: ward.id }],
      })
    await Promise.all([one('ADMITTED', 0), one('ON_WARD', 30), one('ADMITTED', 60), one('ON_WARD', 90)])
    const notices = await told()
    expect(notices.map(([, edition]) => edition)).toEqual(notices.map((_, place) => place + 1))
    expect(notices.at(-1)).toEqual(['ADMISSION', notices.length, at])
    expect(await told(town)).toEqual(notices)
  })
})

describe('the walls of notices', () => {
  test('nobody writes, changes or reads one by a statement: not the GP, and not the ward', async () => {
    const made = await stay(admin, { patient, ward })
    const gp = await as(await staff(admin, { role: 'GP', organisation: doctors }))
    const nurse = await as(await staff(admin, { role: 'NURSE', unit: ward }))
    for (const session of [gp, nurse]) {
      const row = {
        stayId: made.id,
        patientId: patient.id,
        organisationId: doctors.id,
        edition: 9,
        receivedAt: new Date(),
      }
      const tries = [
        () => asRuntimeRole(session, 'TREAT', (tx) => tx.stayNotice.createMany({ data: [row] })),
        () => asRuntimeRole(session, 'TREAT', (tx) => tx.stayNotice.updateMany({ data: { takenBack: true } })),
        () => asRuntimeRole(session, 'TREAT', (tx) => tx.stayNotice.findMany()),
        () =>
          asRuntimeRole(
            session,
            'TREAT',
            (tx) =>
              tx.$queryRaw`SELECT * FROM door.recipients_of_stay(${patient.id}::uuid, ${ward.organisationId}::uuid)`,
          ),
      ]
      for (const attempt of tries) await expect(attempt()).rejects.toThrow(/permission denied/)
    }
    expect(await told()).toHaveLength(1)
  })

  test('what was told is never changed or removed, not by the owner either', async () => {
    await stay(admin, { patient, ward })
    await expect(admin.stayNotice.updateMany({ data: { takenBack: true } })).rejects.toThrow(/is refused/)
    await expect(admin.stayNotice.deleteMany()).rejects.toThrow(/is refused/)
  })
})
