import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import ICAL from 'ical.js'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { tellMeeting } from '#lib/invitations/tell'
import type { MeetingNews } from '#lib/invitations/schema'
import { work } from '#lib/jobs/worker'
import { createSender } from '#lib/mails/sender'
import { inRequest } from '#lib/request'
import { giveTask } from '#lib/tasks/give'
import { as } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { startMailCatcher } from '#tests/support/mail-catcher/catch'
import { inDays, inHours } from '#tests/support/records/moments'
import { ward as aWard } from '#tests/support/records/organisations'
import { person, staff } from '#tests/support/records/people'
import { vipPatient } from '#tests/support/records/vip-patient'
import { freePort } from '#tests/support/test-database'
import type { Unit } from '#prisma/generated/client'

type Catcher = Awaited<ReturnType<typeof startMailCatcher>>
let port: number
let catcher: Catcher
let stopWorker: () => Promise<void>
let nurse: Awaited<ReturnType<typeof staff>>
let here: Unit
let patient: { id: string; givenName: string; familyName: string }

/** Starts the worker as its program does, and answers how to stop it. */
async function startWorker() {
  const controller = new AbortController()
  let begun = () => {}
  const began = new Promise<void>((resolve) => (begun = resolve))
  const done = work(controller.signal, { began: begun, waits: () => {} })
  await began
  return async () => {
    controller.abort()
    await done
  }
}

beforeAll(async () => {
  port = await freePort()
  Object.assign(process.env, { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'samlop@samlop.test' })
  catcher = await startMailCatcher(port)
  stopWorker = await startWorker()
}, 60_000)
afterAll(async () => {
  await stopWorker()
  await catcher.stop()
}, 60_000)

beforeEach(async () => {
  here = await aWard(admin)
  nurse = await staff(admin, { role: 'HEAD_NURSE', unit: here })
  patient = await vipPatient(admin, { ward: here, givenName: 'Solveig', familyName: 'Haugland' })
})

const to = (address: string) => catcher.mails.filter((mail) => mail.to === address)
async function until(what: () => boolean | Promise<boolean>, patience = 25_000): Promise<void> {
  if (await what()) return
  if (patience <= 0) throw new Error('It did not come')
  await setTimeout(100)
  return until(what, patience - 100)
}
const rowOf = (address: string) => admin.outbox.findFirstOrThrow({ where: { address }, orderBy: { queuedAt: 'desc' } })

/** Gives a task to somebody new, in a transaction that may fail. */
async function give({ fails = false } = {}) {
  const email = `${uuid()}@post.test`
  const who = await staff(admin, { role: 'NURSE', unit: here, email })
  const work = inRequest(await as(nurse), 'patient.read', async (tx, actor) => {
    const [kind, objectId] = ['SIGN_MINUTES' as const, uuid()]
    await giveTask(tx, actor, {
      kind,
      objectId,
      patientId: patient.id,
      to: { personId: who.id },
      dueAt: null,
      text: 'Ring Solveig',
    })
    if (fails) throw new Error('rolled back')
    return { answer: true, entry: { outcome: 'done' } }
  })
  await work.catch(() => {})
  return email
}

test('a mail is sent once the change stands, and says nothing of the patient', async () => {
  const email = await give()
  await until(() => to(email).length > 0)
  const [mail] = to(email)
  expect(mail).toMatchObject({
    subject: 'Du har fått en ny oppgave i Samløp',
    from: expect.stringContaining('samlop@samlop.test'),
  })
  expect(mail?.text).toContain('/inbox')
  for (const word of ['Solveig', 'Haugland', patient.id]) expect(JSON.stringify(mail)).not.toContain(word)
  await until(async () => (await rowOf(email)).status === 'SENT')
})

test('a change that was rolled back sends nothing', async () => {
  const email = await give({ fails: true })
  expect(await admin.outbox.count({ where: { address: email } })).toBe(0)
})

test('the mail server is down: the mail waits and is not shown as sent; when it is up again it is sent once', async () => {
  await catcher.stop()
  const email = await give()
  await until(async () => (await rowOf(email)).attempts > 0)
  expect(await rowOf(email)).toMatchObject({ status: 'QUEUED', sentAt: null, failure: expect.stringMatching(/^E/) })
  const before = catcher
  catcher = await startMailCatcher(port)
  await until(() => to(email).length > 0)
  await until(async () => (await rowOf(email)).status === 'SENT')
  expect([to(email).length, catcher.taken(), before.mails.filter((mail) => mail.to === email).length]).toEqual([
    1, 1, 0,
  ])
}, 60_000)

test('a worker that was killed after the mail server took a mail sends it again as the same one, which is recognised', async () => {
  const email = await give()
  await until(async () => (await rowOf(email)).status === 'SENT')
  const { id } = await rowOf(email)
  const taken = catcher.taken()
  // As it would stand if the worker had died before it wrote that it was sent.
  await admin.$executeRaw`ALTER TABLE outbox DISABLE TRIGGER keep_state`
  await admin.outbox.update({ where: { id }, data: { status: 'QUEUED', sentAt: null } })
  await admin.$executeRaw`ALTER TABLE outbox ENABLE TRIGGER keep_state`
  const pool = new pg.Pool({ connectionString: process.env['WORKER_DATABASE_URL'] })
  await createSender(pool)(id, false)
  // Sent already: nothing leaves.
  await createSender(pool)(id, false)
  await pool.end()
  expect(catcher.taken()).toBe(taken + 1)
  expect(to(email)).toHaveLength(1)
})

test('a worker that is killed while it sends has said nothing too early; the next one sends the same mail, which is kept once', async () => {
  await Promise.all([stopWorker(), catcher.stop()])
  let yes = () => {}
  const heard = new Promise<void>((resolve) => (yes = resolve))
  catcher = await startMailCatcher(port, () => heard)
  const flags = ['--conditions=react-server', '--import', 'tsx', 'lib/jobs/cli.ts']
  const child = spawn(process.execPath, flags, { stdio: 'ignore' })
  const ended = once(child, 'close')
  const email = await give()
  await until(() => to(email).length > 0, 60_000)
  child.kill('SIGKILL')
  expect(await ended).toEqual([null, 'SIGKILL'])
  expect(await rowOf(email)).toMatchObject({ status: 'QUEUED', sentAt: null })
  yes()
  stopWorker = await startWorker()
  await until(async () => (await rowOf(email)).status === 'SENT', 60_000)
  expect([to(email).length, catcher.taken()]).toEqual([1, 2])
}, 180_000)

test('whoever is given a task and told of the same thing at once gets one mail', async () => {
  const gp = await staff(admin, { role: 'GP', unit: await aWard(admin), email: `${uuid()}@lege.test` })
  const [id, patientId] = [uuid(), patient.id]
  await admin.meeting.create({
    data: {
      ...{ id, patientId, trustId: here.organisationId, organisationId: here.organisationId, wardId: here.id },
      ...{ purpose: 'VIP_DECISION', reasons: [], reason: 'Mange innleggelser', status: 'CALLED', calledAt: new Date() },
      ...{ calledById: nurse.id, chairId: nurse.id },
    },
  })
  const seat = { meetingId: id, patientId, neededFor: 'Medisiner', invitedAt: new Date(), name: 'Knut Eide' }
  const { id: seatId } = await admin.meetingParticipant.create({
    data: { ...seat, id: uuid(), capacity: 'GP', personId: gp.id },
  })
  const mails = await inRequest(await as(nurse), 'patient.read', async (tx, actor) => {
    await giveTask(tx, actor, { kind: 'ANSWER_MEETING', patientId, objectId: id, to: { personId: gp.id }, dueAt: null })
    return { answer: await tellMeeting(tx, actor, { meetingId: id, kind: 'CALLED' }), entry: { outcome: 'done' } }
  })
  expect(mails).toBe(0)
  expect(await admin.outbox.count({ where: { address: gp.email ?? '' } })).toBe(1)
  expect(await admin.notice.count({ where: { personId: gp.id } })).toBe(1)
  // Taken out again, there is nothing to answer.
  const out = { removedAt: new Date(), version: { increment: 1 } }
  await admin.meetingParticipant.update({ where: { id: seatId }, data: out })
  expect(await admin.task.findFirst({ where: { holderId: gp.id } })).toMatchObject({ status: 'CANCELLED' })
})

test('the worker reads no table of ours and gives itself no session', async () => {
  const client = new pg.Client(process.env['WORKER_DATABASE_URL'])
  await client.connect()
  try {
    for (const statement of [
      'SELECT * FROM outbox',
      'SELECT * FROM patient',
      "SELECT door.begin_request('x', 'TREAT')",
    ])
      // oxlint-disable-next-line no-await-in-loop -- one after the other on one connection
      await expect(client.query(statement)).rejects.toThrow(/permission denied/)
  } finally {
    await client.end()
  }
})

test('a meeting is told to each participant by a file of one’s own: request, change and cancellation of one event', async () => {
  const gp = await staff(admin, { role: 'GP', unit: await aWard(admin), email: `${uuid()}@lege.test` })
  const kin = await person(admin, { email: null })
  const meetingId = uuid()
  const startsAt = inDays(3)
  const base = { patientId: patient.id, trustId: here.organisationId, organisationId: here.organisationId }
  await admin.meeting.create({
    data: {
      ...{
        ...base,
        id: meetingId,
        purpose: 'VIP_DECISION',
        wardId: here.id,
        reasons: [],
        reason: 'Mange innleggelser',
      },
      ...{ calledById: nurse.id, chairId: nurse.id, calledAt: new Date(), status: 'CALLED' },
    },
  })
  const seat = { meetingId, patientId: patient.id, neededFor: 'Medisiner', invitedAt: new Date() }
  await admin.meetingParticipant.createMany({
    data: [
      { ...seat, id: uuid(), capacity: 'GP', personId: gp.id, name: 'Knut Eide', partFrom: 10, partMinutes: 10 },
      { ...seat, id: uuid(), capacity: 'NEXT_OF_KIN', personId: kin.id, name: 'Anne' },
    ],
  })
  const session = await as(nurse)
  const say = (kind: MeetingNews) =>
    inRequest(session, 'patient.read', async (tx, actor) => ({
      answer: await tellMeeting(tx, actor, { meetingId, kind }),
      entry: { outcome: 'done' },
    }))
  const bump = (data: object) =>
    admin.meeting.update({ where: { id: meetingId }, data: { ...data, version: { increment: 1 } } })
  const address = gp.email ?? ''

  expect(await say('CALLED')).toBe(1)
  await until(() => to(address).length === 1)
  expect(to(address)[0]).toMatchObject({ subject: 'Du har fått en ny melding i Samløp', calendar: null })

  await bump({ status: 'CONFIRMED', startsAt, endsAt: inHours(1, startsAt), sequence: 1 })
  await say('CONFIRMED')
  await bump({ startsAt: inDays(4), endsAt: inHours(1, inDays(4)), sequence: 2 })
  await say('CHANGED')
  await bump({ status: 'CANCELLED', cancelledAt: new Date(), cancelReason: 'Pasienten er syk', sequence: 3 })
  await say('CANCELLED')
  expect(await say('CANCELLED')).toBe(0)
  await until(() => to(address).length === 4)

  const files = to(address)
    .flatMap(({ calendar }) => calendar ?? [])
    .map((file) => {
      const calendar = new ICAL.Component(ICAL.parse(file))
      const event = calendar.getFirstSubcomponent('vevent')
      return {
        method: calendar.getFirstPropertyValue('method'),
        uid: event?.getFirstPropertyValue('uid'),
        sequence: Number(event?.getFirstPropertyValue('sequence')),
        start: (event?.getFirstPropertyValue('dtstart') as ICAL.Time | undefined)?.toJSDate().getTime(),
      }
    })
    .toSorted((a, b) => a.sequence - b.sequence)
  expect(files.map(({ method }) => method)).toEqual(['REQUEST', 'REQUEST', 'CANCEL'])
  expect(files.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
  expect(new Set(files.map(({ uid }) => uid))).toEqual(new Set([`${meetingId}@samlop`]))
  // The GP comes for ten minutes, ten minutes after the others.
  expect(files[0]?.start).toBe(Math.floor(startsAt.getTime() / 1_000) * 1_000 + 600_000)
  const notices = await admin.notice.findMany({ where: { personId: gp.id }, orderBy: { toldAt: 'asc' } })
  expect(notices.map(({ kind }) => kind)).toEqual([
    'MEETING_CALLED',
    'MEETING_CONFIRMED',
    'MEETING_CHANGED',
    'MEETING_CANCELLED',
  ])
  // Somebody without an address is told in the app alone.
  expect(await admin.notice.count({ where: { personId: kin.id } })).toBe(4)
}, 60_000)
