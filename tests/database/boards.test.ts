import { v7 as uuid } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import { readFlowBoard, readReceptionBoard, readWardBoard } from '#lib/boards/queries'
import { laneOf } from '#lib/boards/rules'
import { answerFastTrack, redirectFastTrack } from '#lib/fast-tracks/commands'
import { answerInput, redirectInput } from '#lib/fast-tracks/schema'
import { showDate } from '#lib/dates'
import type { Session } from '#lib/session'
import { recordColour } from '#lib/triage/commands'
import { as } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { arrive, hospital, type Hospital, patientOf } from '#tests/support/hospital'
import { inDays } from '#tests/support/records/moments'
import { patient } from '#tests/support/records/patients'
import { staff } from '#tests/support/records/people'
import { block } from '#tests/support/records/relations'
import { stay } from '#tests/support/records/stays'
import { countStatements } from '#tests/support/statements'

let here: Hospital
beforeAll(async () => {
  here = await hospital()
})

type Read = typeof readWardBoard
async function rows(read: Read, session: Session) {
  const board = await read(session, {})
  if (!board.ok) throw new Error(board.refusal)
  return board.value.rows
}
const idsOf = async (read: Read, session: Session) => (await rows(read, session)).map(({ patientId }) => patientId)

test('reception sees everybody in it, the ward its own, the flow coordinator those with status; nobody else anything', async () => {
  const [vip, usual] = [await patientOf(here), await patient(admin)]
  await arrive(here.receptionNurse, vip.identityNumber, { fastTrack: true })
  await arrive(here.receptionNurse, usual.identityNumber)
  expect(await idsOf(readReceptionBoard, here.receptionNurse)).toEqual(expect.arrayContaining([vip.id, usual.id]))
  expect(await idsOf(readFlowBoard, here.flow)).toContain(vip.id)
  expect(await idsOf(readFlowBoard, here.flow)).not.toContain(usual.id)
  expect(await idsOf(readWardBoard, here.ownNurse)).toContain(vip.id)
  expect(await idsOf(readWardBoard, here.otherNurse)).not.toContain(vip.id)
  const elsewhere = await hospital()
  for (const [read, session] of [
    [readReceptionBoard, elsewhere.receptionNurse],
    [readFlowBoard, elsewhere.flow],
    [readWardBoard, elsewhere.ownNurse],
  ] as const)
    expect(await rows(read, session)).toEqual([])
  expect(await readReceptionBoard(here.ownNurse, {})).toEqual({ ok: false, refusal: 'forbidden' })
  expect(await readWardBoard(here.receptionNurse, {})).toEqual({ ok: false, refusal: 'forbidden' })
  expect(await readFlowBoard(here.receptionNurse, {})).toEqual({ ok: false, refusal: 'forbidden' })
})

test('a patient who blocks the status for a ward is not on its board', async () => {
  const hidden = await patientOf(here)
  await block(admin, { patient: hidden, scope: 'VIP_STATUS', unitId: here.own.id })
  expect(await idsOf(readWardBoard, here.ownNurse)).not.toContain(hidden.id)
})

test('the ward is told at once that its patient is treated first, also without a fast track', async () => {
  const who = await patientOf(here)
  const id = await arrive(here.receptionNurse, who.identityNumber)
  await recordColour(here.receptionNurse, { stay: id, colour: 'RED' }, uuid())
  const row = (await rows(readWardBoard, here.ownNurse)).find(({ patientId }) => patientId === who.id)
  expect(row).toMatchObject({ triage: { standing: true, colour: 'RED' }, run: null, stay: { status: 'IN_RECEPTION' } })
})

test('lanes: home, in reception, on the way after a yes; another ward that is asked sees the patient, and the own where', async () => {
  const who = await patientOf(here)
  const lane = async (session: Session, unit: string) => {
    const row = (await rows(readWardBoard, session)).find(({ patientId }) => patientId === who.id)
    return row && laneOf(row, unit)
  }
  const own = () => lane(here.ownNurse, here.own.id)
  expect(await own()).toBe('HOME')
  const id = await arrive(here.receptionNurse, who.identityNumber, { fastTrack: true })
  expect(await own()).toBe('IN_RECEPTION')
  const run = () => admin.fastTrack.findUniqueOrThrow({ where: { stayId: id } })
  const first = await run()
  const yes = { run: first.id, version: first.version, answer: 'NOW', minutes: '', refusal: '' }
  await answerFastTrack(here.ownNurse, answerInput.parse(yes), uuid())
  expect(await own()).toBe('ON_WAY')
  const second = await run()
  const to = { ward: here.other.id, deviation: 'HIGHER_CARE', moveOn: showDate(inDays(1)) }
  await redirectFastTrack(
    here.receptionNurse,
    redirectInput.parse({ run: second.id, version: second.version, ...to }),
    uuid(),
  )
  expect(await own()).toBe('IN_RECEPTION')
  expect(await lane(here.otherNurse, here.other.id)).toBe('IN_RECEPTION')
})

test('looking writes one entry with a subject a patient; a self-refresh writes down only who is new to this session', async () => {
  const nurse = await as(await staff(admin, { role: 'NURSE', unit: here.own }))
  const count = async () => ({
    entries: await admin.auditEntry.count({
      where: { act: 'board.ward', personName: { not: '' }, sessionId: await sessionId() },
    }),
    subjects: await admin.auditSubject.count({ where: { entry: { act: 'board.ward', sessionId: await sessionId() } } }),
  })
  const sessionId = async () =>
    (await admin.session.findFirstOrThrow({ orderBy: { createdAt: 'desc' }, where: { kind: 'STAFF' } })).id
  const shown = (await rows(readWardBoard, nurse)).length
  expect(await count()).toEqual({ entries: 1, subjects: shown })
  await readWardBoard(nurse, {}, { refresh: true })
  expect(await count()).toEqual({ entries: 1, subjects: shown })
  await patientOf(here)
  await readWardBoard(nurse, {}, { refresh: true })
  await readWardBoard(nurse, {}, { refresh: true })
  expect(await count()).toEqual({ entries: 2, subjects: shown + 1 })
  await readWardBoard(nurse, {})
  expect(await count()).toEqual({ entries: 3, subjects: 2 * (shown + 1) })
})

test('a patient of the ward lies on another ward: the board says where', async () => {
  const who = await patientOf(here)
  await stay(admin, { patient: who, ward: here.other, status: 'ON_WARD' })
  const row = (await rows(readWardBoard, here.ownNurse)).find(({ patientId }) => patientId === who.id)
  expect(row?.stay?.unit.id).toBe(here.other.id)
})

test('the number of statements is the same for one patient and for ten', async () => {
  const full = await hospital()
  await patientOf(full)
  const few = await countStatements(() => rows(readWardBoard, full.ownNurse))
  for (let number = 0; number < 9; number++)
    await arrive(full.receptionNurse, (await patientOf(full)).identityNumber, { fastTrack: true })
  expect(await countStatements(() => rows(readWardBoard, full.ownNurse))).toBe(few)
  const reception = await countStatements(() => rows(readReceptionBoard, full.receptionNurse))
  expect([few, reception].every((count) => count <= 8)).toBe(true)
})
