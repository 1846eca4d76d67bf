import { v7 as uuid } from 'uuid'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  approveTemplate,
  beginTemplate,
  proposeTemplate,
  withdrawTemplate,
  writeTemplate,
} from '#lib/agreement-templates/commands'
import { listTemplates, openTemplate, templateInForce } from '#lib/agreement-templates/queries'
import { approveInput, beginInput, stepInput, writeInput } from '#lib/agreement-templates/schema'
import { beginVersion, freezeDraft } from '#lib/agreements/commands'
import { openAgreements } from '#lib/agreements/queries'
import type { Session } from '#lib/session'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { criteriaParty } from '#tests/support/records/criteria'
import { healthTrust, municipality, ward } from '#tests/support/records/organisations'
import { staff } from '#tests/support/records/people'
import { vipPatient } from '#tests/support/records/vip-patient'

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

const words = {
  expects: 'Du er VIP-pasient ved {avdeling}.',
  wardDoes: '{avdeling} tar imot deg.',
  municipalityDoes: '{kommune} besøker deg hver uke.',
  patientDoes: 'Du sier fra tidlig.',
  changes: 'Du kan si opp når som helst.',
}
const begin = (of = trustAdmin) => beginTemplate(of, beginInput.parse({ trust: trust.id }), uuid())
const write = (draft: string, seen: number, change: Partial<typeof words> = {}, of = trustAdmin) =>
  writeTemplate(of, writeInput.parse({ draft, seen, ...words, ...change }), uuid())
const step = (template: string, seen: number) => stepInput.parse({ template, seen })
const propose = (id: string, seen: number, of = trustAdmin) => proposeTemplate(of, step(id, seen), uuid())
const withdraw = (id: string, seen: number, of = trustAdmin) => withdrawTemplate(of, step(id, seen), uuid())
const approve = (id: string, of: Session) => approveTemplate(of, approveInput.parse({ template: id }), uuid())
const inForce = (municipalityId: string | null = town.id) =>
  asRuntimeRole(trustAdmin, 'ADMIN', (tx) => templateInForce(tx, { trustId: trust.id, municipalityId }))
const first = () => admin.agreementTemplate.findFirstOrThrow({ where: { trustId: trust.id, edition: 1 } })
const entries = async (act: string, objectId: string) =>
  (await admin.auditEntry.findMany({ where: { act, objectId }, orderBy: { at: 'asc' } })).map(({ outcome }) => outcome)

async function drafted(of = trustAdmin) {
  const done = await begin(of)
  if (!done.ok || !done.value.id) throw new Error(JSON.stringify(done))
  return done.value.id
}
/** Written and proposed. */
async function proposed(change: Partial<typeof words> = {}) {
  const id = await drafted()
  await write(id, 1, change)
  expect(await propose(id, 2)).toMatchObject({ ok: true })
  return id
}

describe('the template is made by both sides', () => {
  test('a draft begins with the words that stand; both write in it, and each save is written down', async () => {
    const id = await drafted()
    const { expects, changes } = await first()
    expect(await admin.agreementTemplate.findUnique({ where: { id } })).toMatchObject({ edition: 2, expects, changes })
    expect(await write(id, 1)).toMatchObject({ ok: true })
    expect(await write(id, 2, { changes: 'Si fra til kommunen.' }, townAdmin)).toMatchObject({ ok: true })
    expect(await admin.agreementTemplate.findUnique({ where: { id } })).toMatchObject({
      ...{ status: 'DRAFT', version: 3, ...words, changes: 'Si fra til kommunen.' },
    })
    expect(await entries('template.write', id)).toEqual(['done', 'done'])
  })

  test('it counts with a municipality when it and the hospital have approved; until then, and for others, the first does', async () => {
    const id = await proposed()
    await approve(id, trustAdmin)
    expect(await inForce()).toMatchObject({ edition: 1 })
    await approve(id, townAdmin)
    expect(await inForce()).toMatchObject({ id, edition: 2 })
    expect(await inForce(null)).toMatchObject({ edition: 1 })
    expect(await inForce((await municipality(admin)).id)).toMatchObject({ edition: 1 })
    expect(await entries('template.approve', id)).toEqual(['done', 'done'])
    await admin.criteriaParty.updateMany({
      where: { trustId: trust.id },
      data: { endedAt: new Date(), version: { increment: 1 } },
    })
    expect(await inForce()).toMatchObject({ edition: 1 })
  })

  test('the page tells what counts with whom, and holds a version against the one before it', async () => {
    const id = await proposed()
    for (const of of [trustAdmin, townAdmin]) await approve(id, of)
    const listed = await listTemplates(townAdmin, {})
    expect(listed.ok && listed.value.places.map((place) => place.id)).toEqual([trust.id])
    expect(listed.ok && listed.value.versions.map(({ number, inForce: met }) => [number, met.length])).toEqual([
      [2, 1],
      [1, 0],
    ])
    const opened = await openTemplate(townAdmin, { version: id, mot: undefined })
    expect(opened).toMatchObject({ ok: true, value: { version: { number: 2 }, against: { number: 1 } } })
  })
})

describe('an agreement', () => {
  async function atTheWard() {
    const here = await ward(admin, { organisation: trust })
    const head = await as(await staff(admin, { role: 'HEAD_NURSE', unit: here }))
    const { id } = await vipPatient(admin, { ward: here, municipalityId: town.id })
    const newest = async () => {
      const found = await openAgreements(head, { id })
      if (!found.ok || !found.value.versions[0]) throw new Error(JSON.stringify(found))
      return found.value.versions[0]
    }
    return { head, patient: id, newest }
  }

  test('begins with the words that the parties approved, and names the version', async () => {
    const id = await proposed()
    for (const of of [trustAdmin, townAdmin]) await approve(id, of)
    const { head, patient, newest } = await atTheWard()
    expect(await beginVersion(head, { patient }, uuid())).toMatchObject({ ok: true })
    const draft = await newest()
    expect(draft).toMatchObject({ templateId: id, template: 2, content: { patientDoes: words.patientDoes } })
    expect(draft.content.wardDoes).toBe(`${draft.content.ward.name} tar imot deg.`)
  })

  test('begins with the first as long as the municipality has not approved another; a later version keeps it', async () => {
    const { head, patient, newest } = await atTheWard()
    await beginVersion(head, { patient }, uuid())
    const old = await newest()
    expect(old).toMatchObject({ template: 1, templateId: (await first()).id })
    expect(await freezeDraft(head, { id: old.id, version: old.version }, uuid())).toMatchObject({ ok: true })
    const id = await proposed()
    for (const of of [trustAdmin, townAdmin]) await approve(id, of)
    await beginVersion(head, { patient }, uuid())
    expect(await newest()).toMatchObject({ number: 2, template: 1, content: { expects: old.content.expects } })
  })

  test('cannot be said to be of a template that its parties did not approve, and is not said to be of another later', async () => {
    const id = await proposed()
    const { head, patient, newest } = await atTheWard()
    await beginVersion(head, { patient }, uuid())
    const { id: agreement, caseId } = await newest()
    const copy = `INSERT INTO agreement (id, patient_id, case_id, number, trust_id, ward_id, municipality_id, content, created_by_id, created_at, template_id)
      SELECT gen_random_uuid(), patient_id, case_id, 2, trust_id, ward_id, municipality_id, content, created_by_id, now(), `
    for (const template of [`'${id}'`, 'NULL'])
      await expect(
        asRuntimeRole(head, 'TREAT', (tx) =>
          tx.$executeRawUnsafe(`${copy}${template} FROM agreement WHERE case_id = '${caseId}'`),
        ),
      ).rejects.toThrow(/template that its parties approved/)
    await expect(
      asRuntimeRole(head, 'TREAT', (tx) =>
        tx.$executeRawUnsafe(
          `UPDATE agreement SET template_id = NULL, version = version + 1 WHERE id = '${agreement}'`,
        ),
      ),
    ).rejects.toThrow(/permission denied/)
  })
})

describe('what is not done', () => {
  test('an administrator of a municipality that is no party reaches nothing', async () => {
    const strange = await as(await staff(admin, { role: 'ORG_ADMIN', organisation: await municipality(admin) }))
    expect(await begin(strange)).toMatchObject({ refusal: 'not_found' })
    const id = await drafted()
    expect(await write(id, 1, {}, strange)).toMatchObject({ refusal: 'not_found' })
    expect(await propose(id, 1, strange)).toMatchObject({ refusal: 'not_found' })
    await propose(id, 1)
    expect(await approve(id, strange)).toMatchObject({ refusal: 'not_found' })
    expect(await withdraw(id, 2, strange)).toMatchObject({ refusal: 'not_found' })
    expect(await openTemplate(strange, { version: id, mot: undefined })).toMatchObject({ refusal: 'not_found' })
    const seen = await listTemplates(strange, {})
    expect(seen.ok && seen.value.versions).toEqual([])
  })

  test('a head nurse is refused, and it is written down; drafts are not there for her', async () => {
    const here = await ward(admin, { organisation: trust })
    const nurse = await as(await staff(admin, { role: 'HEAD_NURSE', unit: here }))
    const id = await proposed()
    const draft = await drafted()
    expect(await approve(id, nurse)).toMatchObject({ refusal: 'forbidden' })
    const forbidden = { act: 'template.approve', outcome: 'forbidden', organisationId: trust.id } as const
    expect(await admin.auditEntry.count({ where: forbidden })).toBe(1)
    const seen = await asRuntimeRole(nurse, 'TREAT', (tx) =>
      tx.agreementTemplate.findMany({ where: { id: { in: [id, draft] } }, select: { id: true } }),
    )
    expect(seen).toEqual([{ id }])
  })

  test('when two write the same draft at once, one is told and nothing of either is lost', async () => {
    const id = await drafted()
    const [one, other] = await Promise.all([
      write(id, 1, { changes: 'Skrevet av sykehuset' }),
      write(id, 1, { changes: 'Skrevet av kommunen' }, townAdmin),
    ])
    const refusals = [one, other].flatMap((result) => (result.ok ? [] : [result.refusal]))
    expect(refusals).toHaveLength(1)
    expect(['written_meanwhile', 'conflict']).toContain(refusals[0])
    expect(await admin.agreementTemplate.findUnique({ where: { id } })).toMatchObject({
      ...{ version: 2, changes: one.ok ? 'Skrevet av sykehuset' : 'Skrevet av kommunen' },
    })
  })

  test('two who begin at once make one draft, and two who approve at once approve once', async () => {
    const begun = await Promise.all([begin(), begin(townAdmin)])
    expect(begun.filter(({ ok }) => ok)).toHaveLength(1)
    const { id } = await admin.agreementTemplate.findFirstOrThrow({ where: { trustId: trust.id, status: 'DRAFT' } })
    await propose(id, 1)
    const twice = await Promise.all([approve(id, townAdmin), approve(id, townAdmin)])
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await admin.agreementTemplateApproval.count({ where: { templateId: id } })).toBe(1)
  })

  test('a proposal is not written in, and not approved when there is a newer one', async () => {
    const old = await proposed()
    expect(await write(old, 3)).toMatchObject({ refusal: 'not_draft' })
    await proposed({ changes: 'Noe nytt.' })
    expect(await approve(old, townAdmin)).toMatchObject({ refusal: 'superseded' })
  })

  test('what a municipality has approved is not withdrawn, what only the hospital has is, and the first never', async () => {
    const id = await proposed()
    await approve(id, trustAdmin)
    expect(await withdraw(id, 3)).toMatchObject({ ok: true })
    const next = await proposed()
    await approve(next, townAdmin)
    expect(await withdraw(next, 3)).toMatchObject({ refusal: 'approved' })
    const { id: one } = await first()
    expect(await withdraw(one, 1)).toMatchObject({ refusal: 'is_first' })
    expect(await approve(one, townAdmin)).toMatchObject({ refusal: 'is_first' })
  })
})

describe('statements that no form sends', () => {
  const statements = [
    (id: string) =>
      `INSERT INTO agreement_template_approval VALUES ('${id}', door.organisation_id(), door.person_id(), now())`,
    (id: string) => `UPDATE agreement_template SET changes = 'Alt', version = version + 1 WHERE id = '${id}'`,
    (id: string) => `DELETE FROM agreement_template_approval WHERE template_id = '${id}'`,
    () => `INSERT INTO agreement_template (trust_id, edition) VALUES (door.organisation_id(), 9)`,
  ]
  test.each(statements)('%s is refused, also to an administrator', async (statement) => {
    const id = await proposed()
    await expect(asRuntimeRole(trustAdmin, 'ADMIN', (tx) => tx.$executeRawUnsafe(statement(id)))).rejects.toThrow(
      /permission denied/,
    )
  })

  test('a head nurse makes no draft or proposal and gives no approval by the functions of the door', async () => {
    const here = await ward(admin, { organisation: trust })
    const nurse = await as(await staff(admin, { role: 'HEAD_NURSE', unit: here }))
    const id = await proposed()
    const draft = await drafted()
    const calls = [
      `door.approve_template('${id}')`,
      `door.withdraw_template('${id}', 3)`,
      `door.propose_template('${draft}', 1)`,
      `door.write_template('${draft}', 1, '${JSON.stringify(words)}')`,
      `door.begin_template('${uuid()}', '${trust.id}')`,
    ]
    for (const purpose of ['ADMIN', 'TREAT'] as const)
      for (const call of calls) {
        const [row] = await asRuntimeRole(nurse, purpose, (tx) =>
          tx.$queryRawUnsafe<[{ rows: number }]>(`SELECT ${call} AS rows`),
        )
        expect(row).toEqual({ rows: 0 })
      }
  })

  test('the first and what was proposed stand, whoever writes', async () => {
    for (const id of [await proposed(), (await first()).id])
      for (const data of [{ changes: 'Noe annet' }, { status: 'DRAFT' as const }])
        await expect(
          admin.agreementTemplate.update({ where: { id }, data: { ...data, version: { increment: 1 } } }),
        ).rejects.toThrow(/not changed/)
    const gone = { status: 'WITHDRAWN' as const, withdrawnAt: new Date(), version: { increment: 1 } }
    const { id } = await first()
    await expect(admin.agreementTemplate.update({ where: { id }, data: gone })).rejects.toThrow(/check/)
  })
})
