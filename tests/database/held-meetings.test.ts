import { beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { endOwnStatus, endStatus } from '#lib/case-histories/commands'
import { decideStatus } from '#lib/decisions/commands'
import { recordAttendance, recordNoGp, saveNote } from '#lib/held-meetings/commands'
import { openHeldMeeting } from '#lib/held-meetings/queries'
import { addMeasure, answerMeasure, endPromise } from '#lib/measures/commands'
import { openPromises } from '#lib/measures/queries'
import { commentMinutes, signMinutes, writeMinutes } from '#lib/minutes/commands'
import { openMinutes } from '#lib/minutes/queries'
import type { Session } from '#lib/session'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin, signIn } from '#tests/support/admin'
import { vipCase } from '#tests/support/records/cases'
import { approvedCriteria, heldMeeting } from '#tests/support/records/held-meetings'
import { inDays } from '#tests/support/records/moments'
import {
  municipality as aMunicipality,
  practice as aPractice,
  ward as aWard,
} from '#tests/support/records/organisations'
import { patient as aPatient } from '#tests/support/records/patients'
import { citizen, staff } from '#tests/support/records/people'
import { careRelation, representation } from '#tests/support/records/relations'

type Who = Awaited<ReturnType<typeof staff>>
let [head, caseworker, gp, stranger] = [] as unknown as [Who, Who, Who, Who]
let [chair, second, doctor, outsider] = [] as unknown as [Session, Session, Session, Session]
let meeting: Awaited<ReturnType<typeof heldMeeting>>
let self: Awaited<ReturnType<typeof citizen>>
let here: Awaited<ReturnType<typeof aWard>>
let [caseId, patientId] = ['', '']

beforeEach(async () => {
  here = await aWard(admin)
  const town = await aMunicipality(admin)
  const office = await aPractice(admin)
  head = await staff(admin, { role: 'HEAD_NURSE', unit: here, givenName: 'Marit', familyName: 'Solberg' })
  caseworker = await staff(admin, { role: 'CASEWORKER', organisation: town, givenName: 'Ingrid', familyName: 'Moe' })
  gp = await staff(admin, { role: 'GP', organisation: office, givenName: 'Knut', familyName: 'Eide' })
  stranger = await staff(admin, { role: 'HEAD_NURSE', unit: await aWard(admin) })
  self = await citizen(admin)
  const who = await aPatient(admin, { municipalityId: town.id, personId: self.id })
  patientId = who.id
  await careRelation(admin, { patient: who, kind: 'MUNICIPALITY_CASE', organisationId: town.id })
  await careRelation(admin, { patient: who, kind: 'GP_LIST', organisationId: office.id })
  await careRelation(admin, { patient: who, kind: 'INVITED', unit: here, personId: head.id, validUntil: inDays(14) })
  await approvedCriteria(admin, { trust: { id: here.organisationId }, municipality: town, by: head })
  caseId = (await vipCase(admin, { patient: who, ward: here, status: 'MEETING_CALLED' })).id
  const seat = ({ id, givenName, familyName }: Who) => ({ personId: id, name: `${givenName} ${familyName}` })
  meeting = await heldMeeting(admin, {
    patient: who,
    ward: here,
    chair: head,
    caseId,
    // Two lead: whoever leads it and whoever called it.
    calledById: caseworker.id,
    organisationId: town.id,
    unitId: null,
    seats: [
      { capacity: 'PATIENT', personId: self.id, name: 'Per Olav' },
      { capacity: 'HOSPITAL', ...seat(head), organisationId: here.organisationId, unitId: here.id },
      { capacity: 'MUNICIPALITY', ...seat(caseworker), organisationId: town.id },
      { capacity: 'GP', ...seat(gp), organisationId: office.id },
    ],
  })
  ;[chair, second, doctor, outsider] = [await as(head), await as(caseworker), await as(gp), await as(stranger)]
})

const seatOf = (capacity: string) => meeting.seats.find((seat) => seat.capacity === capacity)?.id ?? ''
const came = (capacity: string) =>
  recordAttendance(chair, { participant: seatOf(capacity), seen: 1, came: true, reason: null }, uuid())
const everybodyCame = async () => {
  for (const capacity of ['PATIENT', 'HOSPITAL', 'MUNICIPALITY', 'GP']) await came(capacity)
}
const day = inDays(180).toISOString().slice(0, 10)
const yes = { agrees: true, by: null, method: 'ORAL' as const, givenAt: null }
type Deciding = Parameters<typeof decideStatus>[1]
const decide = (session: Session, given: Partial<Deciding> = {}) =>
  decideStatus(
    session,
    {
      meeting: meeting.id,
      seen: 0,
      outcome: 'YES',
      ward: here.id,
      reviewOn: day,
      reason: 'Tre akutte opphold.',
      answer: yes,
      met: [1, 2],
      ...given,
    },
    uuid(),
  )
const caseNow = () => admin.vipCase.findUniqueOrThrow({ where: { id: caseId } })
const decisions = () => admin.meetingDecision.count({ where: { meetingId: meeting.id } })
const write = (seen = 0) => writeMinutes(chair, { meeting: meeting.id, seen }, uuid())
const newest = async () =>
  (await admin.minutes.findFirstOrThrow({ where: { meetingId: meeting.id }, orderBy: { edition: 'desc' } })).id
const sign = async (session = chair) => signMinutes(session, { minutes: await newest() }, uuid())
/** A statement that no form sends. */
const injected = (session: Session, sql: string, ...values: unknown[]) =>
  asRuntimeRole(session, 'TREAT', (tx) => tx.$queryRawUnsafe(sql, ...values))
const raw = (given: object) =>
  JSON.stringify({
    id: uuid(),
    meeting: meeting.id,
    seen: 0,
    outcome: 'YES',
    ward: here.id,
    reviewOn: day,
    reason: 'Ja',
    met: [],
    ...given,
  })

describe('a yes', () => {
  test('with everybody there and the yes of the patient is decided, and is a status once the minutes are signed', async () => {
    await everybodyCame()
    expect(await decide(chair)).toMatchObject({ ok: true })
    expect((await caseNow()).status).toBe('MEETING_CALLED')
    expect(await write()).toMatchObject({ ok: true })
    expect(await sign()).toMatchObject({ ok: true })
    const found = await caseNow()
    expect(found).toMatchObject({ status: 'ACTIVE', wardId: here.id })
    const consent = await admin.consent.findUniqueOrThrow({ where: { id: found.consentId ?? '' } })
    expect(consent).toMatchObject({ kind: 'VIP_STATUS', method: 'ORAL', recordedById: head.id })
    const [entry] = await admin.auditEntry.findMany({ where: { act: 'minutes.sign', objectId: meeting.id } })
    expect(entry?.outcome).toBe('done')
  })

  test('without the recorded answer of the patient is refused', async () => {
    await everybodyCame()
    expect(await decide(chair, { answer: null })).toEqual({ ok: false, refusal: 'no_answer' })
  })

  test('is refused when the patient has said no, also when nobody is asked again', async () => {
    await everybodyCame()
    const no = { ...yes, agrees: false }
    expect(await decide(chair, { answer: no })).toEqual({ ok: false, refusal: 'patient_said_no' })
    expect(await decide(chair, { outcome: 'NO', answer: no })).toMatchObject({ ok: true })
    expect(await decide(chair, { seen: 1, answer: null })).toEqual({ ok: false, refusal: 'patient_said_no' })
    const attempt = injected(chair, `SELECT door.decide_status($1::jsonb)`, raw({ seen: 1 }))
    await expect(attempt).rejects.toThrow(/may not decide/)
    expect((await caseNow()).status).toBe('MEETING_CALLED')
  })

  test('is refused while the GP has neither come nor written, and goes through with a statement', async () => {
    for (const capacity of ['PATIENT', 'HOSPITAL', 'MUNICIPALITY']) await came(capacity)
    expect(await decide(chair)).toEqual({ ok: false, refusal: 'lacks_GP' })
    await admin.meetingStatement.create({
      data: {
        id: uuid(),
        meetingId: meeting.id,
        patientId,
        participantId: seatOf('GP'),
        text: 'Jeg støtter dette.',
        writtenById: gp.id,
        sentAt: new Date(),
      },
    })
    expect(await decide(chair)).toMatchObject({ ok: true })
  })

  test('that the patient has no GP cannot be said of somebody who is on a list', async () => {
    expect(await recordNoGp(chair, { meeting: meeting.id, seen: 1 }, uuid())).toEqual({ ok: false, refusal: 'has_gp' })
    await expect(injected(chair, `SELECT door.record_no_gp($1::uuid, 1)`, meeting.id)).rejects.toThrow(
      /may not be recorded/,
    )
  })

  test('without the patient needs a reason and the view of the patient', async () => {
    for (const capacity of ['GP', 'HOSPITAL', 'MUNICIPALITY']) await came(capacity)
    expect(await decide(chair)).toEqual({ ok: false, refusal: 'lacks_PATIENT' })
    await recordAttendance(chair, { participant: seatOf('PATIENT'), seen: 1, came: false, reason: 'Innlagt' }, uuid())
    expect(await decide(chair)).toEqual({ ok: false, refusal: 'lacks_VIEW' })
    await admin.meetingView.create({
      data: {
        id: uuid(),
        meetingId: meeting.id,
        patientId,
        text: 'Jeg vil til 4B.',
        writtenById: self.id,
        writtenAt: new Date(),
      },
    })
    expect(await decide(chair)).toMatchObject({ ok: true })
  })

  test('of somebody who no longer stands for the patient counts for nothing', async () => {
    await everybodyCame()
    const kin = await representation(admin, {
      patient: { id: patientId },
      person: await citizen(admin),
      validUntil: inDays(-1),
    })
    expect(await decide(chair, { answer: { ...yes, by: kin.id } })).toEqual({
      ok: false,
      refusal: 'not_representative',
    })
    const answer = { id: uuid(), agrees: true, representation: kin.id, method: 'ORAL', givenAt: new Date() }
    await expect(injected(chair, `SELECT door.decide_status($1::jsonb)`, raw({ answer }))).rejects.toThrow(/stands so/)
  })

  test.each([
    ['a ward of another hospital', { ward: 'foreign' }, 'no_ward'],
    ['a review in the past', { reviewOn: '2020-01-01' }, 'review_past'],
    ['no day of review', { reviewOn: null }, 'no_review'],
  ] as const)('with %s is refused', async (_, given, refusal) => {
    await everybodyCame()
    const ward = 'ward' in given ? { ward: (await aWard(admin)).id } : {}
    expect(await decide(chair, { ...given, ...ward })).toEqual({ ok: false, refusal })
  })
})

describe('no statement of anybody makes a VIP patient', () => {
  test('nobody writes cases, consents, decisions, attendance or minutes by hand', async () => {
    for (const statement of [
      `UPDATE vip_case SET status = 'ACTIVE', version = version + 1`,
      `UPDATE consent SET status = 'ACTIVE', version = version + 1`,
      `INSERT INTO meeting_decision SELECT * FROM meeting_decision`,
      `UPDATE meeting_participant SET attended = true, version = version + 1`,
      `UPDATE meeting SET status = 'HELD', held_at = now(), version = version + 1`,
      `UPDATE meeting_agenda_item SET note = 'x', version = version + 1`,
      `INSERT INTO minutes_signature SELECT * FROM minutes_signature`,
    ])
      await expect(injected(chair, statement)).rejects.toThrow(/permission denied/)
  })

  test('whoever leads does not get a yes past the walls without quorum or answer', async () => {
    await expect(injected(chair, `SELECT door.decide_status($1::jsonb)`, raw({}))).rejects.toThrow(/may not decide/)
    const answer = { id: uuid(), agrees: true, representation: null, method: 'ORAL', givenAt: new Date() }
    await expect(injected(chair, `SELECT door.decide_status($1::jsonb)`, raw({ answer }))).rejects.toThrow(
      /may not decide/,
    )
    expect(await decisions()).toBe(0)
  })

  test('whoever does not lead decides and signs nothing', async () => {
    await everybodyCame()
    expect(await decide(doctor)).toEqual({ ok: false, refusal: 'not_yours' })
    expect(await decide(outsider)).toEqual({ ok: false, refusal: 'not_found' })
    await expect(injected(doctor, `SELECT door.decide_status($1::jsonb)`, raw({}))).rejects.toThrow(
      /may not be decided/,
    )
    const attend = injected(doctor, `SELECT door.record_attendance($1::uuid, 2, true, NULL)`, seatOf('GP'))
    await expect(attend).rejects.toThrow(/may not be recorded/)
    await decide(chair)
    await write()
    expect(await sign(doctor)).toEqual({ ok: false, refusal: 'not_yours' })
    await expect(injected(doctor, `SELECT door.sign_minutes($1::uuid)`, await newest())).rejects.toThrow(
      /may not be signed/,
    )
  })

  test('not even the owner of the database makes a case active without signed minutes', async () => {
    const { version } = await caseNow()
    const consent = await admin.consent.create({
      data: { id: uuid(), patientId, kind: 'VIP_STATUS', method: 'ORAL', recordedById: head.id, givenAt: new Date() },
    })
    const data = {
      status: 'ACTIVE' as const,
      consentId: consent.id,
      activeAt: new Date(),
      reviewOn: new Date(day),
      version: version + 1,
    }
    await expect(admin.vipCase.update({ where: { id: caseId }, data })).rejects.toThrow(/signed minutes/)
  })
})

test('before its time a meeting is neither held nor decides, by a statement neither', async () => {
  const startsAt = new Date(Date.now() + 31 * 60_000)
  const { version } = await admin.meeting.findUniqueOrThrow({ where: { id: meeting.id } })
  const data = { startsAt, endsAt: new Date(Date.now() + 80 * 60_000), version: version + 1 }
  await admin.meeting.update({ where: { id: meeting.id }, data })
  const early = { ok: false, refusal: 'too_early' }
  expect(await came('GP')).toEqual(early)
  expect(await decide(chair, { outcome: 'NO', answer: null })).toEqual(early)
  expect(await write()).toEqual(early)
  const no = raw({ outcome: 'NO', reviewOn: null, ward: null, met: null })
  await expect(injected(chair, `SELECT door.decide_status($1::jsonb)`, no)).rejects.toThrow(/has not begun/)
  const ended = injected(chair, `SELECT door.write_minutes($1::uuid, $2::uuid, 0)`, uuid(), meeting.id)
  await expect(ended).rejects.toThrow(/has not begun/)
  expect(await decisions()).toBe(0)
})

test('two who lead press at once: one decision stands, and the other is told', async () => {
  await everybodyCame()
  const answers = await Promise.all([decide(chair), decide(second, { outcome: 'NO', reason: 'Ikke nå.' })])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(answers).toContainEqual({ ok: false, refusal: 'conflict' })
  expect(await decisions()).toBe(1)
})

test('two who write the same note at once lose nothing: one stands, the other is kept beside until both are put together', async () => {
  const [item] = meeting.items
  const note = (session: Session, text: string, seen: number, settles: string[] = []) =>
    saveNote(session, { meeting: meeting.id, item: item?.id ?? '', seen, text, settles }, uuid())
  const answers = await Promise.all([note(chair, 'Fra Marit', 1), note(doctor, 'Fra Knut', 1)])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  const shown = await openHeldMeeting(chair, { id: meeting.id })
  const [first] = (shown.ok && shown.value.items) || []
  expect(new Set([first?.note, ...(first?.notes ?? []).map(({ text }) => text)])).toEqual(
    new Set(['Fra Knut', 'Fra Marit']),
  )
  const settles = (first?.notes ?? []).map(({ id }) => id)
  expect(await note(chair, 'Fra Marit\n\nFra Knut', 2, settles)).toMatchObject({ ok: true })
  const after = await openHeldMeeting(chair, { id: meeting.id })
  expect(after.ok && after.value.items[0]?.notes).toEqual([])
  expect(await note(outsider, 'Utenfra', 3)).toEqual({ ok: false, refusal: 'not_found' })
})

describe('signing makes the rest', () => {
  const relation = async () => (await admin.careRelation.findFirstOrThrow({ where: { patientId, kind: 'GP_LIST' } })).id
  const promise = async () => {
    await addMeasure(
      chair,
      {
        meeting: meeting.id,
        goal: 'Puste bedre',
        text: 'Pusteprøve hver 14. dag',
        who: `r:${await relation()}`,
        startsOn: null,
        dueOn: day,
      },
      uuid(),
    )
    await addMeasure(
      chair,
      {
        meeting: meeting.id,
        goal: 'Puste bedre',
        text: 'Ringe hver uke',
        who: `p:${seatOf('MUNICIPALITY')}`,
        startsOn: null,
        dueOn: day,
      },
      uuid(),
    )
  }
  beforeEach(async () => {
    await everybodyCame()
    await promise()
    await decide(chair)
    await write()
  })

  test('promises with who is asked, a draft of the agreement and of the plan, the review, and notices', async () => {
    const toSign = { patientId, kind: 'SIGN_MINUTES', holderId: head.id }
    expect(await admin.task.count({ where: { ...toSign, status: 'OPEN' } })).toBe(1)
    expect(await sign()).toMatchObject({ ok: true })
    const tasks = await admin.task.findMany({ where: { patientId, status: 'OPEN' } })
    expect(tasks.map(({ kind }) => kind).toSorted()).toEqual([
      'ACCEPT_MEASURE',
      'ACCEPT_MEASURE',
      'COMPLETE_AGREEMENT',
      'ISSUE_CARD',
      'REVIEW_STATUS',
    ])
    expect(await admin.agreement.count({ where: { caseId, status: 'DRAFT' } })).toBe(1)
    const plan = await admin.planDraftItem.findMany({
      where: { meetingId: meeting.id },
      orderBy: [{ kind: 'asc' }, { ordinal: 'asc' }],
    })
    expect(plan.map(({ kind, text }) => [kind, text])).toEqual([
      ['GOAL', 'Puste bedre'],
      ['MEASURE', 'Pusteprøve hver 14. dag'],
      ['MEASURE', 'Ringe hver uke'],
    ])
    expect(await admin.notice.count({ where: { patientId, kind: 'STATUS_DECIDED', personId: gp.id } })).toBe(1)
    const history = await admin.caseEvent.findMany({ where: { caseId }, orderBy: { at: 'asc' } })
    expect(history.at(-1)).toMatchObject({
      status: 'ACTIVE',
      meetingId: meeting.id,
      reason: 'Tre akutte opphold.',
      personId: head.id,
    })
  })

  test('each organisation accepts or refuses its own, and keeps what it promised', async () => {
    await sign()
    const ledger = await openPromises(doctor, { id: patientId })
    const [mine] = (ledger.ok && ledger.value.promises.filter(({ theirs }) => theirs)) || []
    const [theirs] = (ledger.ok && ledger.value.promises.filter((row) => !row.theirs)) || []
    expect(mine).toMatchObject({ state: 'ASKED' })
    const answer = (session: Session, measure = '', accepts: 'yes' | 'no' = 'yes', text = '') =>
      answerMeasure(session, { measure, seen: 2, answer: accepts, text }, uuid())
    expect(await answer(doctor, theirs?.id)).toEqual({ ok: false, refusal: 'not_theirs' })
    expect(await answer(second, theirs?.id, 'no', 'Vi har ikke folk')).toMatchObject({ ok: true })
    expect(await answer(doctor, mine?.id)).toMatchObject({ ok: true })
    expect(await endPromise(doctor, { measure: mine?.id ?? '', seen: 3, kept: 'yes', text: '' }, uuid())).toMatchObject(
      { ok: true },
    )
    const rows = await admin.meetingMeasure.findMany({ where: { meetingId: meeting.id }, orderBy: { addedAt: 'asc' } })
    expect(rows.map(({ status }) => status)).toEqual(['KEPT', 'REFUSED'])
    expect(
      await admin.task.count({ where: { patientId, kind: { in: ['ACCEPT_MEASURE', 'DO_MEASURE'] }, status: 'OPEN' } }),
    ).toBe(0)
    expect(await openPromises(outsider, { id: patientId })).toMatchObject({ ok: false, refusal: 'not_found' })
  })

  test('once, and only what stands: a change after the edition asks for a new one', async () => {
    const [item] = meeting.items
    await saveNote(doctor, { meeting: meeting.id, item: item?.id ?? '', seen: 1, text: 'Nytt' }, uuid())
    expect(await sign()).toEqual({ ok: false, refusal: 'stale' })
    expect(await write(1)).toMatchObject({ ok: true })
    expect(await commentMinutes(doctor, { minutes: await newest(), text: 'Riktig nå.' }, uuid())).toMatchObject({
      ok: true,
    })
    const answers = await Promise.all([sign(), sign(second)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await sign()).toEqual({ ok: false, refusal: 'signed' })
    expect(await admin.agreement.count({ where: { caseId } })).toBe(1)
    const opened = await openMinutes(doctor, { id: meeting.id })
    expect(opened.ok && opened.value.newest.signature?.signedBy.givenName).toBeTruthy()
  })

  test('what was signed stands, whoever writes', async () => {
    await sign()
    const id = await newest()
    await expect(admin.minutes.update({ where: { id }, data: { edition: 9 } })).rejects.toThrow(/refused/)
    await expect(
      admin.meetingAgendaItem.update({ where: { id: meeting.items[0]?.id ?? '' }, data: { note: 'x', version: 2 } }),
    ).rejects.toThrow(/are signed/)
    expect(await decide(chair, { seen: 1, outcome: 'NO' })).toEqual({ ok: false, refusal: 'signed' })
  })
})

describe("the patient's wish", () => {
  beforeEach(async () => {
    await everybodyCame()
    await decide(chair)
    await write()
    await sign()
  })

  test('ends the status at once from home, with the consent, and nothing brings it back', async () => {
    const { version, consentId } = await caseNow()
    const home = await signIn(self.issuer, self.subject, true)
    expect(await endOwnStatus(home, { case: caseId, seen: version, text: '' }, uuid())).toMatchObject({ ok: true })
    expect(await caseNow()).toMatchObject({ status: 'ENDED', endCause: 'PATIENT_WISH' })
    expect((await admin.consent.findUniqueOrThrow({ where: { id: consentId ?? '' } })).status).toBe('WITHDRAWN')
    expect(await endOwnStatus(home, { case: caseId, seen: version + 1, text: '' }, uuid())).toEqual({
      ok: false,
      refusal: 'ended',
    })
  })

  test('is written down by whoever has to do with the patient, and by nobody else', async () => {
    const { version } = await caseNow()
    const wish = { case: caseId, seen: version, method: 'ORAL' as const, text: 'Vil ikke lenger.' }
    expect(await endStatus(outsider, wish, uuid())).toEqual({ ok: false, refusal: 'not_found' })
    await expect(injected(outsider, `SELECT door.end_status($1::uuid, ${version}, 'x')`, caseId)).rejects.toThrow(
      /may not be ended/,
    )
    expect(await endStatus(doctor, wish, uuid())).toMatchObject({ ok: true })
    const [told] = await admin.caseEvent.findMany({ where: { caseId, status: 'ENDED' } })
    expect(told).toMatchObject({ reason: 'Vil ikke lenger.', personId: gp.id, cause: 'PATIENT_WISH' })
  })
})
