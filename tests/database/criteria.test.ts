import { v7 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  addCriteriaParty,
  approveCriteria,
  beginCriteria,
  endCriteriaParty,
  proposeCriteria,
  withdrawCriteria,
  writeCriteria,
} from '#lib/criteria/commands'
import { criteriaInForce, listCriteria, openVersion, readCriteria } from '#lib/criteria/queries'
import { addPartyInput, approveInput, beginInput, endPartyInput, stepInput, writeInput } from '#lib/criteria/schema'
import type { Session } from '#lib/session'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { criteriaParty } from '#tests/support/records/criteria'
import { healthTrust, municipality, ward } from '#tests/support/records/organisations'
import { staff } from '#tests/support/records/people'

type Place = { id: string }
let trust: Place
let town: Place
let trustAdmin: Session
let townAdmin: Session

beforeEach(async () => {
  trust = await healthTrust(admin)
  town = await municipality(admin)
  trustAdmin = await as(await staff(admin, { role: 'ORG_ADMIN', organisation: trust }))
  townAdmin = await as(await staff(admin, { role: 'ORG_ADMIN', organisation: town }))
  await criteriaParty(admin, { trust, municipality: town })
})

const first = ['Minst tre akutte innleggelser siste seks måneder', 'Behov for hjelp fra både kommune og sykehus']
const begin = (of = trustAdmin, key = uuid()) => beginCriteria(of, beginInput.parse({ trust: trust.id }), key)
const write = (draft: string, seen: number, items = first, of = trustAdmin) =>
  writeCriteria(
    of,
    writeInput.parse({ draft, seen, introduction: 'Vi vurderer samlet.', items: items.join('\n') }),
    uuid(),
  )
const step = (criteria: string, seen: number) => stepInput.parse({ criteria, seen })
const propose = (id: string, seen: number, of = trustAdmin) => proposeCriteria(of, step(id, seen), uuid())
const withdraw = (id: string, seen: number, of = trustAdmin) => withdrawCriteria(of, step(id, seen), uuid())
const approve = (id: string, of: Session, key = uuid()) =>
  approveCriteria(of, approveInput.parse({ criteria: id }), key)
const inForce = (of: Session) =>
  asRuntimeRole(of, 'ADMIN', (tx) => criteriaInForce(tx, { trustId: trust.id, municipalityId: town.id }))
const entries = async (act: string, objectId: string) =>
  (await admin.auditEntry.findMany({ where: { act, objectId }, orderBy: { at: 'asc' } })).map(({ outcome }) => outcome)

async function drafted(of = trustAdmin) {
  const done = await begin(of)
  if (!done.ok || !done.value.id) throw new Error(JSON.stringify(done))
  return done.value.id
}
/** Written and proposed. */
async function proposed(items = first) {
  const id = await drafted()
  await write(id, 1, items)
  expect(await propose(id, 2)).toMatchObject({ ok: true })
  return id
}

describe('criteria are made by both sides', () => {
  test('the municipality writes on in the draft of the hospital, and each save is written down', async () => {
    const id = await drafted()
    expect(await write(id, 1)).toMatchObject({ ok: true })
    expect(await write(id, 2, [...first, 'Lav nytte av enkelttiltak'], townAdmin)).toMatchObject({ ok: true })
    expect(await admin.criteriaVersion.findUnique({ where: { id } })).toMatchObject({
      number: 1,
      status: 'DRAFT',
      version: 3,
      items: [...first, 'Lav nytte av enkelttiltak'],
    })
    expect(await entries('criteria.write', id)).toEqual(['done', 'done'])
  })

  test('they are in force with a municipality when it and the hospital have approved, and not before', async () => {
    const id = await proposed()
    expect(await inForce(townAdmin)).toBeNull()
    await approve(id, trustAdmin)
    expect(await inForce(townAdmin)).toBeNull()
    await approve(id, townAdmin)
    expect(await inForce(townAdmin)).toMatchObject({ id, number: 1, rows: first.map((text) => ({ text })) })
    expect(await entries('criteria.approve', id)).toEqual(['done', 'done'])
  })

  test('a newer version takes its place with those who approve it; another municipality stays where it was', async () => {
    const other = await municipality(admin)
    const otherAdmin = await as(await staff(admin, { role: 'ORG_ADMIN', organisation: other }))
    await criteriaParty(admin, { trust, municipality: other })
    const old = await proposed()
    for (const of of [trustAdmin, townAdmin, otherAdmin]) await approve(old, of)
    const newer = await proposed([...first, 'Mange instanser er inne samtidig'])
    for (const of of [trustAdmin, townAdmin]) await approve(newer, of)
    expect(await inForce(townAdmin)).toMatchObject({ id: newer, number: 2 })
    const there = await asRuntimeRole(townAdmin, 'ADMIN', (tx) =>
      criteriaInForce(tx, { trustId: trust.id, municipalityId: other.id }),
    )
    expect(there).toMatchObject({ id: old, number: 1 })
  })

  test('a new draft begins with the words of the newest proposal', async () => {
    await proposed()
    const id = await drafted(townAdmin)
    expect(await admin.criteriaVersion.findUnique({ where: { id } })).toMatchObject({ number: 2, items: first })
  })

  test('everybody who works anywhere reads what is in force; drafts and proposals are not there', async () => {
    const nurse = await as(await staff(admin, { role: 'NURSE', unit: await ward(admin) }))
    const mine = async () => {
      const found = await readCriteria(nurse, {})
      return found.ok && found.value.filter(({ trustId }) => trustId === trust.id).map(({ number }) => number)
    }
    const id = await proposed()
    expect(await mine()).toEqual([])
    for (const of of [trustAdmin, townAdmin]) await approve(id, of)
    await drafted()
    expect(await mine()).toEqual([1])
    const draft = await admin.criteriaVersion.findFirst({ where: { trustId: trust.id, status: 'DRAFT' } })
    expect(await openVersion(nurse, { version: draft?.id ?? '', mot: undefined })).toMatchObject({
      refusal: 'forbidden',
    })
    const seen = await asRuntimeRole(nurse, 'ADMIN', (tx) =>
      tx.criteriaVersion.count({ where: { id: draft?.id ?? '' } }),
    )
    expect(seen).toBe(0)
  })

  test('the page of the municipality tells of the hospitals it agrees with, and of no other', async () => {
    await healthTrust(admin)
    const found = await listCriteria(townAdmin, {})
    expect(found.ok && found.value.places.map(({ id, isTrust }) => ({ id, isTrust }))).toEqual([
      { id: trust.id, isTrust: false },
    ])
  })
})

describe('what is not done', () => {
  test('an administrator of a municipality that is no party reaches nothing', async () => {
    const strange = await as(await staff(admin, { role: 'ORG_ADMIN', organisation: await municipality(admin) }))
    expect(await begin(strange)).toMatchObject({ refusal: 'not_found' })
    const id = await drafted()
    expect(await write(id, 1, first, strange)).toMatchObject({ refusal: 'not_found' })
    await write(id, 1)
    expect(await propose(id, 2, strange)).toMatchObject({ refusal: 'not_found' })
    await propose(id, 2)
    expect(await approve(id, strange)).toMatchObject({ refusal: 'not_found' })
    expect(await withdraw(id, 3, strange)).toMatchObject({ refusal: 'not_found' })
  })

  test('a nurse is refused, and it is written down', async () => {
    const nurse = await as(await staff(admin, { role: 'NURSE', unit: await ward(admin, { organisation: trust }) }))
    const id = await proposed()
    expect(await approve(id, nurse)).toMatchObject({ refusal: 'forbidden' })
    expect(
      await admin.auditEntry.count({
        where: { act: 'criteria.approve', outcome: 'forbidden', organisationId: trust.id },
      }),
    ).toBe(1)
  })

  test('when two write the same draft at once, one is told and nothing of either is lost', async () => {
    const id = await drafted()
    const [one, other] = await Promise.all([
      write(id, 1, ['Skrevet av sykehuset']),
      write(id, 1, ['Skrevet av kommunen'], townAdmin),
    ])
    const refusals = [one, other].flatMap((result) => (result.ok ? [] : [result.refusal]))
    expect(refusals).toHaveLength(1)
    expect(['written_meanwhile', 'conflict']).toContain(refusals[0])
    const now = await admin.criteriaVersion.findUnique({ where: { id } })
    expect(now).toMatchObject({ version: 2, items: [one.ok ? 'Skrevet av sykehuset' : 'Skrevet av kommunen'] })
  })

  test('two who begin at once make one draft', async () => {
    const results = await Promise.all([begin(), begin(townAdmin)])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await admin.criteriaVersion.count({ where: { trustId: trust.id } })).toBe(1)
  })

  test('a proposal is not written in, an empty draft not proposed, and approving twice is once', async () => {
    const empty = await drafted()
    expect(await propose(empty, 1)).toMatchObject({ refusal: 'nothing_written' })
    await write(empty, 1)
    await propose(empty, 2)
    expect(await write(empty, 3)).toMatchObject({ refusal: 'not_draft' })
    const twice = await Promise.all([approve(empty, townAdmin), approve(empty, townAdmin)])
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await admin.criteriaApproval.count({ where: { criteriaVersionId: empty } })).toBe(1)
  })

  test('an older proposal is not approved when there is a newer one', async () => {
    const old = await proposed()
    await proposed([...first, 'Nytt'])
    expect(await approve(old, townAdmin)).toMatchObject({ refusal: 'superseded' })
  })

  test('what a municipality has approved is not withdrawn; what only the hospital has, is', async () => {
    const id = await proposed()
    await approve(id, trustAdmin)
    expect(await withdraw(id, 3)).toMatchObject({ ok: true })
    const next = await proposed()
    await approve(next, townAdmin)
    expect(await withdraw(next, 3)).toMatchObject({ refusal: 'approved' })
  })

  test('the hospital says who is a party; a municipality cannot, and one that is none any longer has nothing in force', async () => {
    const number = String(1000 + Math.floor(Math.random() * 9000))
    await municipality(admin, { municipalityNumber: number })
    const add = (of: Session) => addCriteriaParty(of, addPartyInput.parse({ number }), uuid())
    const end = (of: Session) => endCriteriaParty(of, endPartyInput.parse({ municipality: town.id }), uuid())
    expect(await add(townAdmin)).toMatchObject({ refusal: 'not_found' })
    expect(await add(trustAdmin)).toMatchObject({ ok: true })
    expect(await add(trustAdmin)).toMatchObject({ refusal: 'is_so_already' })
    expect(await end(townAdmin)).toMatchObject({ refusal: 'not_found' })
    const id = await proposed()
    for (const of of [trustAdmin, townAdmin]) await approve(id, of)
    expect(await end(trustAdmin)).toMatchObject({ ok: true })
    expect(await inForce(trustAdmin)).toBeNull()
    expect(await approve(id, townAdmin)).toMatchObject({ refusal: 'not_found' })
  })
})

describe('statements that no form sends', () => {
  const statements = [
    (id: string) => `INSERT INTO criteria_approval VALUES ('${id}', door.organisation_id(), door.person_id(), now())`,
    (id: string) => `UPDATE criteria_version SET items = '{Alle}', version = version + 1 WHERE id = '${id}'`,
    (id: string) => `DELETE FROM criteria_item WHERE criteria_version_id = '${id}'`,
    () => `INSERT INTO criteria_party VALUES (gen_random_uuid(), door.organisation_id(), now())`,
  ]
  test.each(statements)('%s is refused, also to an administrator', async (statement) => {
    const id = await proposed()
    await expect(asRuntimeRole(trustAdmin, 'ADMIN', (tx) => tx.$executeRawUnsafe(statement(id)))).rejects.toThrow(
      /permission denied/,
    )
  })

  test('a nurse approves, writes and proposes nothing by the functions of the door', async () => {
    const nurse = await as(await staff(admin, { role: 'HEAD_NURSE', unit: await ward(admin, { organisation: trust }) }))
    const id = await proposed()
    const calls = [
      `door.approve_criteria('${id}')`,
      `door.withdraw_criteria('${id}', 3)`,
      `door.begin_criteria('${uuid()}', '${trust.id}')`,
    ]
    for (const purpose of ['ADMIN', 'QUALITY', 'TREAT'] as const)
      for (const call of calls) {
        const [row] = await asRuntimeRole(nurse, purpose, (tx) =>
          tx.$queryRawUnsafe<[{ rows: number }]>(`SELECT ${call} AS rows`),
        )
        expect(row).toEqual({ rows: 0 })
      }
  })

  test('the words of a proposal stand, whoever writes', async () => {
    const id = await proposed()
    const change = { items: ['Noe annet'], version: { increment: 1 } }
    await expect(admin.criteriaVersion.update({ where: { id }, data: change })).rejects.toThrow(/not changed/)
    const item = await admin.criteriaItem.findFirstOrThrow({ where: { criteriaVersionId: id } })
    await expect(admin.criteriaItem.update({ where: { id: item.id }, data: { text: 'Noe' } })).rejects.toThrow(
      /refused/,
    )
  })
})
