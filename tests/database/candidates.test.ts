import { v7 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import { dismissCandidate } from '#lib/candidates/commands'
import { listCandidates } from '#lib/candidates/queries'
import { candidateQuery, dismissInput } from '#lib/candidates/schema'
import { dayOf } from '#lib/clock'
import { setReservation } from '#lib/list-reservations/commands'
import { reservationInput } from '#lib/list-reservations/schema'
import { menuOf } from '#lib/sessions/rules'
import type { Actor } from '#lib/permissions'
import { openPatient } from '#lib/patient-pages/queries'
import type { Session } from '#lib/session'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { candidateList, dismissal, listReservation, stayNotice } from '#tests/support/records/candidates'
import { vipCase } from '#tests/support/records/cases'
import { day, daysAgo, inDays } from '#tests/support/records/moments'
import { healthTrust, municipality, practice, unit, ward as aWard, zone } from '#tests/support/records/organisations'
import { patient as aPatient } from '#tests/support/records/patients'
import { staff } from '#tests/support/records/people'
import { block, careRelation, consent } from '#tests/support/records/relations'
import { stay } from '#tests/support/records/stays'
import { countStatements } from '#tests/support/statements'

type Ward = Awaited<ReturnType<typeof aWard>>
type Staff = Awaited<ReturnType<typeof staff>>
let trust: { id: string }
let ward: Ward
let leader: Staff
let leaderAt: Session

beforeEach(async () => {
  trust = await healthTrust(admin)
  ward = await aWard(admin, { organisation: trust })
  leader = await staff(admin, { role: 'HEAD_NURSE', unit: ward })
  leaderAt = await as(leader)
  await candidateList(admin, { organisation: trust, by: leader, acute6: 3, acute12: 5 })
})

type About = { id: string }
/** Stays of two days that began so many days ago. */
const stays = async (patient: About, days: readonly number[], at = ward, more: object = {}) => {
  const made = []
  for (const ago of days)
    made.push(await stay(admin, { patient, ward: at, arrived: daysAgo(ago), status: 'DISCHARGED', ...more }))
  return made
}
const often = async (at = ward) => {
  const patient = await aPatient(admin)
  await stays(patient, [20, 60, 100], at)
  return patient
}
const listed = async (of = leaderAt, side = 1) => {
  const found = await listCandidates(of, candidateQuery.parse({ side: String(side) }))
  if (!found.ok) throw new Error(found.refusal)
  return found.value
}
const ids = async (of = leaderAt) => (await listed(of)).rows.map(({ id }) => id)

describe('who stands on the list of a ward', () => {
  test('somebody with as many acute stays as the hospital has said, within six months', async () => {
    const [enough, few] = [await often(), await aPatient(admin)]
    await stays(few, [20, 60])
    expect((await listed()).rows).toMatchObject([{ id: enough.id, six: 3, twelve: 3, isOpen: false }])
    expect((await listed()).total).toBe(1)
  })

  test('or within twelve: five are enough and four are not, and what lies before that counts for nothing', async () => {
    const [five, four] = [await aPatient(admin), await aPatient(admin)]
    await stays(five, [20, 200, 230, 260, 290])
    await stays(four, [20, 200, 230, 260, 400])
    expect(await ids()).toEqual([five.id])
  })

  test('a stay that began six months ago today counts, one that began before does not', async () => {
    const halfAYear = async (minutes: number) => {
      const [row] = await admin.$queryRaw<
        [{ at: Date }]
      >`SELECT now() - interval '6 months' + ${minutes} * interval '1 minute' AS at`
      return row.at
    }
    const at = async (patient: About, arrived: Date) =>
      // Admitted half an hour after the arrival.
      stay(admin, { patient, ward, arrived: new Date(arrived.getTime() - 30 * 60_000), status: 'DISCHARGED' })
    const [within, before] = [await aPatient(admin), await aPatient(admin)]
    await stays(within, [20, 60])
    await stays(before, [20, 60])
    await at(within, await halfAYear(10))
    await at(before, await halfAYear(-10))
    expect(await ids()).toEqual([within.id])
  })

  test('planned stays, cancelled ones, and stays of other wards are not counted', async () => {
    const patient = await aPatient(admin)
    await stays(patient, [20, 60])
    await stays(patient, [80], ward, { urgency: 'PLANNED' })
    await stays(patient, [90], ward, { status: 'CANCELLED' })
    await stays(patient, [100, 110, 120], await aWard(admin, { organisation: trust }))
    expect(await ids()).toEqual([])
  })

  test('not with VIP status or a meeting called there, not the dead, and not oneself', async () => {
    const [vip, called, dead, self] = [
      await often(),
      await often(),
      await often(),
      await aPatient(admin, { personId: leader.id }),
    ]
    await stays(self, [20, 60, 100])
    const { id: consentId } = await consent(admin, { patient: vip })
    await vipCase(admin, { patient: vip, ward, consentId })
    await admin.vipCase.create({
      data: { id: uuid(), patientId: called.id, trustId: trust.id, status: 'MEETING_CALLED' },
    })
    await admin.patient.update({ where: { id: dead.id }, data: { deceasedAt: new Date(), version: { increment: 1 } } })
    expect(await ids()).toEqual([])
  })

  test('whoever has blocked anything for anybody never stands there and is not counted; when it is lifted, again', async () => {
    const patient = await often()
    const { id } = await block(admin, { patient, scope: 'VIP_STATUS', organisationId: (await municipality(admin)).id })
    expect(await listed()).toMatchObject({ total: 0, rows: [] })
    await admin.accessBlock.update({ where: { id }, data: { liftedAt: daysAgo(1), version: { increment: 1 } } })
    expect(await listed()).toMatchObject({ total: 1 })
  })

  test('nor whoever does not want to stand on lists, until that is over', async () => {
    const patient = await often()
    const { id } = await listReservation(admin, { patient, by: leader })
    expect(await listed()).toMatchObject({ total: 0, rows: [] })
    await admin.listReservation.update({
      where: { id },
      data: { endedAt: new Date(), endedById: leader.id, version: { increment: 1 } },
    })
    expect(await ids()).toEqual([patient.id])
  })

  test('the way to a meeting is open when the record is', async () => {
    const patient = await often()
    await stay(admin, { patient, ward, status: 'ON_WARD', arrived: daysAgo(1) })
    expect((await listed()).rows).toMatchObject([{ id: patient.id, isOpen: true, six: 4 }])
  })
})

describe('municipality and GP', () => {
  async function gpWith(patient: About) {
    const doctors = await practice(admin)
    const gp = await staff(admin, { role: 'GP', organisation: doctors })
    await candidateList(admin, { organisation: doctors, by: gp })
    await careRelation(admin, { patient, kind: 'GP_LIST', organisationId: doctors.id })
    return { doctors, of: await as(gp) }
  }

  test('count the stays they were told of, by the limits of the hospital, and no other', async () => {
    const patient = await aPatient(admin)
    const made = await stays(patient, [20, 60, 100])
    const { doctors, of } = await gpWith(patient)
    const [first, ...others] = made
    for (const one of others) await stayNotice(admin, { stay: one, organisation: doctors })
    expect(await ids(of)).toEqual([])
    if (first) await stayNotice(admin, { stay: first, organisation: doctors })
    expect((await listed(of)).rows).toMatchObject([{ id: patient.id, six: 3, isOpen: true }])
  })

  test('and only of people they have a relation to now', async () => {
    const patient = await aPatient(admin)
    const made = await stays(patient, [20, 60, 100])
    const { doctors, of } = await gpWith(patient)
    for (const one of made) await stayNotice(admin, { stay: one, organisation: doctors })
    expect(await ids(of)).toEqual([patient.id])
    await admin.careRelation.updateMany({
      where: { patientId: patient.id },
      data: { validUntil: daysAgo(1), version: { increment: 1 } },
    })
    expect(await ids(of)).toEqual([])
  })

  test('a caseworker sees those with an open case and a notice', async () => {
    const town = await municipality(admin)
    const office = await unit(admin, { organisation: town, kind: 'OFFICE' })
    const caseworker = await staff(admin, { role: 'CASEWORKER', unit: office })
    await candidateList(admin, { organisation: town, by: caseworker })
    const patient = await aPatient(admin)
    await careRelation(admin, { patient, kind: 'MUNICIPALITY_CASE', organisationId: town.id })
    for (const one of await stays(patient, [20, 60, 100])) await stayNotice(admin, { stay: one, organisation: town })
    expect(await ids(await as(caseworker))).toEqual([patient.id])
  })
})

describe('for whom', () => {
  test('the list is off until a legal basis is recorded, and off again when it is switched off', async () => {
    await often()
    const other = await aWard(admin)
    const there = await as(await staff(admin, { role: 'HEAD_NURSE', unit: other }))
    expect(await listed(there)).toMatchObject({ isOn: false, total: 0, rows: [] })
    await candidateList(admin, { organisation: trust, by: leader, edition: 2, isOn: false })
    expect(await listed()).toMatchObject({ isOn: false, total: 0, rows: [] })
  })

  test('a nurse and a patient are refused; a role that may not call meetings finds no page', async () => {
    const nurse = await as(await staff(admin, { role: 'NURSE', unit: ward }))
    expect(await listCandidates(nurse, { side: 1 })).toMatchObject({ refusal: 'forbidden' })
    const home = await zone(admin)
    const leaderOfZone = await staff(admin, { role: 'PARTICIPANT', unit: home })
    expect(await listCandidates(await as(leaderOfZone), { side: 1 })).toMatchObject({ refusal: 'not_found' })
    await admin.initiatorRole.update({
      where: { organisationId_role: { organisationId: trust.id, role: 'HEAD_NURSE' } },
      data: { enabled: false, version: { increment: 1 } },
    })
    expect(await listCandidates(leaderAt, { side: 1 })).toMatchObject({ refusal: 'not_found' })
  })

  test('whoever has no ward of the own knows of no stay', async () => {
    await often()
    const flow = await as(await staff(admin, { role: 'FLOW_COORDINATOR', organisation: trust }))
    expect(await listed(flow)).toMatchObject({ isOn: true, ward: null, total: 0 })
  })

  test('another ward and another hospital see nobody of this one', async () => {
    await often()
    const second = await as(
      await staff(admin, { role: 'HEAD_NURSE', unit: await aWard(admin, { organisation: trust }) }),
    )
    expect(await ids(second)).toEqual([])
  })
})

describe('the menu shows the list to whom the page opens it', () => {
  const menu = async ({ secret }: Session) => {
    const [row] = await admin.$queryRaw<[{ actor: Actor }]>`SELECT door.who_am_i(${secret}) AS actor`
    return menuOf(row.actor).some(({ href }) => href === '/candidates')
  }
  const seats = {
    'a head nurse of a ward': () => staff(admin, { role: 'HEAD_NURSE', unit: ward }),
    'a GP': async () => staff(admin, { role: 'GP', organisation: await practice(admin) }),
    'a caseworker': async () =>
      staff(admin, {
        role: 'CASEWORKER',
        unit: await unit(admin, { organisation: await municipality(admin), kind: 'OFFICE' }),
      }),
    'a zone leader': async () =>
      staff(admin, { role: 'PARTICIPANT', unit: await zone(admin, { organisation: await municipality(admin) }) }),
  }
  const set = async (of: Staff, enabled: boolean) => {
    const { organisationId, role } = await admin.membership.findUniqueOrThrow({ where: { id: of.membershipId } })
    await admin.initiatorRole.update({
      where: { organisationId_role: { organisationId, role } },
      data: { enabled, version: { increment: 1 } },
    })
    return organisationId
  }

  test.each(Object.entries(seats))(
    '%s: with the role switched on and the list on, and not otherwise',
    async (_who, seat) => {
      const of = await seat()
      const session = await as(of)
      const id = await set(of, true)
      if (id !== trust.id) await candidateList(admin, { organisation: { id }, by: of })
      expect(await menu(session)).toBe(true)
      expect(await listed(session)).toMatchObject({ isOn: true })
      await set(of, false)
      expect(await menu(session)).toBe(false)
      expect(await listCandidates(session, { side: 1 })).toMatchObject({ refusal: 'not_found' })
    },
  )

  test('not where the list itself is not switched on', async () => {
    const of = await staff(admin, { role: 'HEAD_NURSE', unit: await aWard(admin) })
    expect(await menu(await as(of))).toBe(false)
  })

  test('not to roles of a whole hospital, whose list is always empty, nor to whoever calls no meetings', async () => {
    const seatless = [
      await staff(admin, { role: 'FLOW_COORDINATOR', organisation: trust }),
      await staff(admin, { role: 'COLLABORATION_PHYSICIAN', organisation: trust }),
      await staff(admin, { role: 'NURSE', unit: ward }),
      await staff(admin, { role: 'HEAD_NURSE', unit: await unit(admin, { organisation: trust, kind: 'RECEPTION' }) }),
      await staff(admin, { role: 'ORG_ADMIN', organisation: trust }),
    ]
    for (const of of seatless) expect(await menu(await as(of))).toBe(false)
    expect(await menu(leaderAt)).toBe(true)
  })
})

describe('each look is written down', () => {
  test('as quality work, with each patient that was shown, and nobody is flagged for it', async () => {
    const shown = [await often(), await often()]
    await listed()
    const entry = await admin.auditEntry.findFirst({
      where: { personId: leader.id, act: 'candidate.list' },
      include: { subjects: { omit: { seq: true } } },
      omit: { seq: true },
    })
    expect(entry).toMatchObject({ purpose: 'QUALITY', outcome: 'seen' })
    expect(entry?.subjects.map(({ patientId }) => patientId).toSorted()).toEqual(shown.map(({ id }) => id).toSorted())
    expect(await admin.logFlag.count({ where: { personId: leader.id } })).toBe(0)
  })

  test('twenty a page; the number of statements is the same for one and for twenty-one', async () => {
    await often()
    const few = await countStatements(() => listed())
    for (let turn = 0; turn < 34; turn += 1) await often()
    expect(await countStatements(() => listed())).toBe(few)
    expect(await listed()).toMatchObject({ total: 35, page: 1 })
    expect((await listed(leaderAt, 2)).rows).toHaveLength(15)
    // More than thirty without a relation within ten minutes: elsewhere that is stopped, here it is what the list is for.
    expect(await listed(leaderAt, 99)).toMatchObject({ page: 2 })
    expect(await admin.logFlag.count({ where: { personId: leader.id } })).toBe(0)
  })
})

describe('not relevant', () => {
  const dismiss = (patient: About, given: object = {}, of = leaderAt) =>
    dismissCandidate(
      of,
      dismissInput.parse({
        ...{ patient: patient.id, reason: 'WELL_FOLLOWED_UP', text: '', lookAgain: dayOf(inDays(90)) },
        ...given,
      }),
      uuid(),
    )

  test('takes somebody off the own list, and is written down about the patient', async () => {
    const patient = await often()
    expect(await dismiss(patient)).toMatchObject({ ok: true })
    expect(await ids()).toEqual([])
    const subjects = await admin.auditSubject.findMany({
      where: { patientId: patient.id, entry: { act: 'candidate.dismiss' } },
      omit: { seq: true },
      include: { entry: { omit: { seq: true } } },
    })
    expect(subjects.map(({ entry }) => [entry.outcome, entry.purpose])).toEqual([['done', 'QUALITY']])
  })

  test('until the day that was said: the day before still off, on the day back, with what was said', async () => {
    const [back, away] = [await often(), await often()]
    const place = { organisationId: trust.id, unitId: ward.id }
    await dismissal(admin, { patient: back, by: leader, place, lookAgainOn: day(new Date()) })
    await dismissal(admin, { patient: away, by: leader, place, lookAgainOn: day(dayOf(inDays(1))) })
    expect((await listed()).rows).toMatchObject([{ id: back.id, dismissedReason: 'WELL_FOLLOWED_UP' }])
  })

  test('tomorrow is the first day and a year the last', async () => {
    const patient = await often()
    expect(await dismiss(patient, { lookAgain: dayOf(new Date()) })).toMatchObject({ refusal: 'too_early' })
    expect(await dismiss(patient, { lookAgain: dayOf(inDays(366)) })).toMatchObject({ refusal: 'too_late' })
    expect(await dismiss(patient, { lookAgain: dayOf(inDays(1)) })).toMatchObject({ ok: true })
  })

  test('twice at once is once', async () => {
    const patient = await often()
    const results = await Promise.all([dismiss(patient), dismiss(patient)])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await admin.candidateDismissal.count({ where: { patientId: patient.id } })).toBe(1)
  })

  test('on another list the patient still stands; somebody who is on no own list cannot be taken off', async () => {
    const second = await aWard(admin, { organisation: trust })
    const there = await as(await staff(admin, { role: 'HEAD_NURSE', unit: second }))
    const patient = await often()
    expect(await dismiss(patient, {}, there)).toMatchObject({ refusal: 'not_found' })
    await stays(patient, [10, 30, 50], second)
    await dismiss(patient)
    expect(await ids(there)).toEqual([patient.id])
  })

  test('without words where no reason fits is asked about', () => {
    const read = (text: string) =>
      dismissInput.safeParse({ patient: uuid(), reason: 'OTHER', text, lookAgain: '24.02.2027' }).success
    expect([read(''), read('Flytter til et annet fylke')]).toEqual([false, true])
  })

  test('no statement reads or writes what stands behind the list', async () => {
    const patient = await often()
    for (const statement of [
      'SELECT * FROM candidate_dismissal',
      'SELECT * FROM stay_notice',
      `INSERT INTO candidate_list_setting (organisation_id, edition, is_on, written_by_id, written_at) VALUES ('${trust.id}', 9, false, door.person_id(), now())`,
      `INSERT INTO stay_notice SELECT id, patient_id, '${trust.id}', now() FROM stay`,
    ])
      await expect(asRuntimeRole(leaderAt, 'QUALITY', (tx) => tx.$executeRawUnsafe(statement))).rejects.toThrow(
        /permission denied/,
      )
    // Another errand than quality work knows of nobody.
    const elsewhere = await asRuntimeRole(
      leaderAt,
      'TREAT',
      (tx) => tx.$queryRaw<{ answer: unknown }[]>`SELECT door.candidates(20, 1) AS answer`,
    )
    expect(elsewhere).toEqual([{ answer: null }])
    expect(await ids()).toEqual([patient.id])
  })
})

describe('the patient does not want to stand on lists', () => {
  const set = (patient: About, reserved: 'yes' | 'no', of = leaderAt) =>
    setReservation(of, reservationInput.parse({ patient: patient.id, reserved }), uuid())
  const here = async () => {
    const patient = await often()
    await stay(admin, { patient, ward, status: 'ON_WARD', arrived: daysAgo(1) })
    return patient
  }

  test('is recorded by somebody who has to do with the patient, stands on the page, and is taken back', async () => {
    const patient = await here()
    expect(await set(patient, 'yes')).toMatchObject({ ok: true })
    expect(await ids()).toEqual([])
    const page = await openPatient(leaderAt, { id: patient.id })
    expect(page.ok && page.value.overview.reservedSince).toBeTruthy()
    expect(await set(patient, 'yes')).toMatchObject({ refusal: 'stands_already' })
    expect(await set(patient, 'no')).toMatchObject({ ok: true })
    expect(await ids()).toEqual([patient.id])
    expect(
      await admin.auditSubject.count({
        where: { patientId: patient.id, entry: { act: 'reservation.set', outcome: 'done' } },
      }),
    ).toBe(2)
  })

  test('not by somebody who has nothing to do with the patient', async () => {
    expect(await set(await often(), 'yes')).toMatchObject({ refusal: 'not_found' })
    const flow = await as(await staff(admin, { role: 'FLOW_COORDINATOR', organisation: trust }))
    expect(await set(await here(), 'yes', flow)).toMatchObject({ refusal: 'forbidden' })
  })

  test('twice at once is once', async () => {
    const patient = await here()
    const results = await Promise.all([set(patient, 'yes'), set(patient, 'yes')])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('no statement records it in the name of another, or changes more than its end', async () => {
    const patient = await here()
    const other = await staff(admin, { role: 'NURSE', unit: ward })
    const inName = (id: string) =>
      asRuntimeRole(leaderAt, 'TREAT', (tx) =>
        tx.listReservation.createMany({
          data: [{ id: uuid(), patientId: patient.id, recordedById: id, recordedAt: new Date() }],
        }),
      )
    await expect(inName(other.id)).rejects.toThrow(/may not become/)
    await inName(leader.id)
    const ended = asRuntimeRole(leaderAt, 'TREAT', (tx) =>
      tx.listReservation.updateMany({ data: { endedAt: new Date(), endedById: other.id, version: { increment: 1 } } }),
    )
    await expect(ended).rejects.toThrow(/may not become/)
  })
})
