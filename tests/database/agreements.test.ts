import { beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { beginVersion, freezeDraft, revokeAtWork, revokeOwn, writeDraft } from '#lib/agreements/commands'
import { agreementPdf, readOwnVersion, readVersion } from '#lib/agreements/document'
import { checkAgreement, openAgreements, openOwnAgreements } from '#lib/agreements/queries'
import { filled } from '#lib/agreements/rules'
import { openOwnPage } from '#lib/citizens/queries'
import { listPatients } from '#lib/patient-lists/queries'
import { openPatient } from '#lib/patient-pages/queries'
import { chipsOf } from '#lib/patient-pages/rules'
import { chipText } from '#lib/patient-pages/text'
import { keywordsOf, sealedByUs } from '#lib/pdf-seal'
import type { Session } from '#lib/session'
import { declineOwn, signAtWork, signOwn } from '#lib/signing/commands'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin, signIn } from '#tests/support/admin'
import { readPdf } from '#tests/support/pdf'
import { lix } from '#tests/support/lix'
import { agreement } from '#tests/support/records/agreements'
import { hoursAgo, minutesAgo } from '#tests/support/records/moments'
import { municipality, ward as aWard } from '#tests/support/records/organisations'
import { citizen, staff } from '#tests/support/records/people'
import { careRelation, representation } from '#tests/support/records/relations'
import { vipPatient } from '#tests/support/records/vip-patient'
import { sealForTests } from '#tests/support/seal'

let headNurse: Session
let caseworker: Session
let nurse: Session
let strangers: Session[]
let patient: Session
let vip: Awaited<ReturnType<typeof vipPatient>>
let by: { id: string }
let municipalityId: string
sealForTests()

/** Somebody who proved who they are so long ago. */
async function proven<Who extends { id: string }>(session: Session, who: Who, at = minutesAgo(1)) {
  await admin.session.updateMany({ where: { personId: who.id }, data: { authenticatedAt: at } })
  return session
}

beforeEach(async () => {
  const here = await aWard(admin)
  const home = await municipality(admin)
  municipalityId = home.id
  const [head, worker, other, foreignWorker, self] = await Promise.all([
    staff(admin, { role: 'HEAD_NURSE', unit: here, givenName: 'Marit', familyName: 'Solberg' }),
    staff(admin, { role: 'CASEWORKER', organisation: home }),
    staff(admin, { role: 'HEAD_NURSE', unit: await aWard(admin) }),
    staff(admin, { role: 'CASEWORKER', organisation: await municipality(admin) }),
    citizen(admin, { givenName: 'Áilu', familyName: 'Eŋŋe' }),
  ])
  by = head
  vip = await vipPatient(admin, { ward: here, personId: self.id, municipalityId })
  await careRelation(admin, { patient: vip, kind: 'MUNICIPALITY_CASE', organisationId: municipalityId })
  headNurse = await proven(await as(head), head)
  caseworker = await proven(await as(worker), worker)
  nurse = await as(await staff(admin, { role: 'NURSE', unit: here }))
  strangers = [await proven(await as(other), other), await proven(await as(foreignWorker), foreignWorker)]
  patient = await proven(await signIn(self.issuer, self.subject, true), self)
})

const frozen = (given: Partial<Parameters<typeof agreement>[1]> = {}) =>
  agreement(admin, { vipCase: vip.vipCase, by, municipalityId, ...given })
const statusOf = async (id: string) => (await admin.agreement.findUniqueOrThrow({ where: { id } })).status
const signing = ({ id, contentHash }: { id: string; contentHash: string }) => ({
  id,
  hash: contentHash,
  read: 'yes' as const,
})
const newest = () => admin.agreement.findFirstOrThrow({ where: { patientId: vip.id }, orderBy: { number: 'desc' } })

describe('Three signatures', () => {
  test('of patient, municipality and hospital under the same text make it valid; each is written down', async () => {
    const one = await frozen()
    expect(await signOwn(patient, signing(one), uuid())).toMatchObject({ ok: true })
    expect(await statusOf(one.id)).toBe('PARTLY_SIGNED')
    expect(await signAtWork(caseworker, signing(one), uuid())).toMatchObject({ ok: true })
    expect(await statusOf(one.id)).toBe('PARTLY_SIGNED')
    expect(await signAtWork(headNurse, signing(one), uuid())).toMatchObject({ ok: true })
    expect(await statusOf(one.id)).toBe('SIGNED')
    const names = await admin.agreementSignature.findMany({ where: { agreementId: one.id }, orderBy: { party: 'asc' } })
    expect(names.map(({ party, name }) => [party, name])).toMatchObject([
      ['PATIENT', 'Áilu Eŋŋe'],
      ['MUNICIPALITY', expect.any(String)],
      ['HOSPITAL', 'Marit Solberg'],
    ])
    const entries = await admin.auditEntry.findMany({ where: { objectId: one.id, outcome: 'done' } })
    expect(entries.map(({ act }) => act).toSorted()).toEqual(['agreement.answer', 'agreement.sign', 'agreement.sign'])
  })

  test('a second signature of the same party is refused, also twice at once', async () => {
    const one = await frozen()
    const both = await Promise.all([signOwn(patient, signing(one), uuid()), signOwn(patient, signing(one), uuid())])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both).toContainEqual({ ok: false, refusal: 'signed_already' })
    expect(await admin.agreementSignature.count({ where: { agreementId: one.id } })).toBe(1)
  })

  test('the last two signers at once make it valid', async () => {
    const one = await frozen()
    await signOwn(patient, signing(one), uuid())
    await Promise.all([signAtWork(caseworker, signing(one), uuid()), signAtWork(headNurse, signing(one), uuid())])
    expect(await statusOf(one.id)).toBe('SIGNED')
  })

  test('whoever proved who they are more than five minutes ago is refused, by the rule and by the database', async () => {
    const one = await frozen()
    await admin.session.updateMany({ data: { authenticatedAt: minutesAgo(6) } })
    expect(await signOwn(patient, signing(one), uuid())).toEqual({ ok: false, refusal: 'stale' })
    expect(await signAtWork(headNurse, signing(one), uuid())).toEqual({ ok: false, refusal: 'stale' })
    await expect(injected(headNurse, 'TREAT', one, 'HOSPITAL')).rejects.toThrow(/may not be signed/)
    await admin.session.updateMany({ data: { authenticatedAt: null } })
    expect(await signAtWork(caseworker, signing(one), uuid())).toEqual({ ok: false, refusal: 'stale' })
    expect(await admin.agreementSignature.count({ where: { agreementId: one.id } })).toBe(0)
  })

  test('a superseded version, an ended one and a draft are not signed, nor a text that was not shown', async () => {
    const old = await frozen({ status: 'SUPERSEDED' })
    expect(await signOwn(patient, signing(old), uuid())).toEqual({ ok: false, refusal: 'superseded' })
    await expect(injected(headNurse, 'TREAT', old, 'HOSPITAL')).rejects.toThrow(/may not be signed/)
    const one = await frozen({ number: 2, content: { ownWords: 'Noe annet.' } })
    const other = { ...signing(one), hash: old.contentHash }
    expect(await signOwn(patient, other, uuid())).toEqual({ ok: false, refusal: 'other_text' })
  })

  test('nurses may not, and those of another ward or municipality do not find it', async () => {
    const one = await frozen()
    expect(await signAtWork(nurse, signing(one), uuid())).toEqual({ ok: false, refusal: 'forbidden' })
    for (const stranger of strangers)
      expect(await signAtWork(stranger, signing(one), uuid())).toEqual({ ok: false, refusal: 'not_found' })
    await expect(injected(nurse, 'TREAT', one, 'HOSPITAL')).rejects.toThrow(/may not be signed/)
    await expect(injected(caseworker, 'TREAT', one, 'HOSPITAL')).rejects.toThrow(/may not be signed/)
    await expect(injected(headNurse, 'TREAT', one, 'PATIENT')).rejects.toThrow(/may not be signed/)
    await expect(injected(strangers[0] as Session, 'TREAT', one, 'HOSPITAL')).rejects.toThrow(
      /may not be signed|row-level/,
    )
  })

  test('somebody who stands for the patient signs for the patient; kin alone and a right that has ended do not', async () => {
    const kin = await citizen(admin)
    const former = await citizen(admin)
    await representation(admin, { patient: vip, person: kin })
    const right = await representation(admin, { patient: vip, person: former })
    const [session, ended] = [
      await signIn(kin.issuer, kin.subject, true),
      await signIn(former.issuer, former.subject, true),
    ]
    await proven(session, kin)
    await proven(ended, former)
    await admin.representation.update({ where: { id: right.id }, data: { validUntil: hoursAgo(1), version: 2 } })
    const one = await frozen()
    expect(await signOwn(ended, signing(one), uuid())).toEqual({ ok: false, refusal: 'not_found' })
    expect(await signOwn(session, signing(one), uuid())).toMatchObject({ ok: true })
    const [signed] = await admin.agreementSignature.findMany({ where: { agreementId: one.id } })
    expect(signed).toMatchObject({ party: 'PATIENT', personId: kin.id })
    expect(signed?.representationId).not.toBeNull()
  })
})

describe('The text', () => {
  test('begins from the template with the names of this patient, is written, and frozen with a hash of itself', async () => {
    expect(await beginVersion(headNurse, { patient: vip.id }, uuid())).toMatchObject({ ok: true })
    const draft = await newest()
    expect(draft).toMatchObject({ status: 'DRAFT', number: 1, contentHash: null })
    expect(draft.content).not.toMatch(/\{\w+\}/)
    const words = {
      ...{
        id: draft.id,
        version: 1,
        expects: 'Ring når du vil.',
        ownWords: 'Áššu ŋ',
        wardDoes: 'a b',
        municipalityDoes: 'a b',
      },
      ...{ patientDoes: 'a b', changes: 'a b', phone: '55 00 00 00', from: '2026-11-22', reviewOn: '2030-01-01' },
    }
    expect(await writeDraft(caseworker, words, uuid())).toMatchObject({ ok: true })
    expect(await writeDraft(headNurse, words, uuid())).toEqual({ ok: false, refusal: 'conflict' })
    expect(await freezeDraft(headNurse, { id: draft.id, version: 2 }, uuid())).toMatchObject({ ok: true })
    const done = await newest()
    expect(done).toMatchObject({ status: 'FROZEN', contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(await writeDraft(headNurse, { ...words, version: done.version }, uuid())).toEqual({
      ok: false,
      refusal: 'not_a_draft',
    })
    expect(await admin.task.count({ where: { patientId: vip.id, kind: 'SIGN_AGREEMENT', status: 'OPEN' } })).toBe(3)
  })

  test('does not change once it is frozen, whoever writes', async () => {
    const one = await frozen()
    await expect(
      admin.$executeRaw`UPDATE agreement SET content = '{}', version = version + 1 WHERE id = ${one.id}::uuid`,
    ).rejects.toThrow(/does not change|check/)
    await signOwn(patient, signing(one), uuid())
    await expect(admin.$executeRaw`UPDATE agreement_signature SET name = 'X'`).rejects.toThrow(/refused/)
    await expect(admin.$executeRaw`DELETE FROM agreement_signature`).rejects.toThrow(/refused/)
    const fake = asRuntimeRole(headNurse, 'TREAT', (tx) =>
      tx.agreement.updateMany({ where: { id: one.id }, data: { status: 'SIGNED', version: { increment: 1 } } }),
    )
    await expect(fake).rejects.toThrow(/may not become/)
  })

  test('changed while it waits for signatures: they fall away, and a new version has none', async () => {
    const one = await frozen()
    await signOwn(patient, signing(one), uuid())
    expect(await beginVersion(caseworker, { patient: vip.id }, uuid())).toMatchObject({ ok: true })
    expect(await statusOf(one.id)).toBe('SUPERSEDED')
    const draft = await newest()
    expect(draft).toMatchObject({ status: 'DRAFT', number: 2 })
    expect(await beginVersion(headNurse, { patient: vip.id }, uuid())).toEqual({ ok: false, refusal: 'draft_exists' })
    await freezeDraft(headNurse, { id: draft.id, version: draft.version }, uuid())
    expect(await admin.agreementSignature.count({ where: { agreementId: draft.id } })).toBe(0)
  })

  test('changed while it is valid: it is valid until the new one is frozen', async () => {
    const one = await frozen()
    await signOwn(patient, signing(one), uuid())
    await signAtWork(caseworker, signing(one), uuid())
    await signAtWork(headNurse, signing(one), uuid())
    await beginVersion(headNurse, { patient: vip.id }, uuid())
    expect(await statusOf(one.id)).toBe('SIGNED')
    const draft = await newest()
    await freezeDraft(headNurse, { id: draft.id, version: draft.version }, uuid())
    expect(await statusOf(one.id)).toBe('SUPERSEDED')
    expect(await statusOf(draft.id)).toBe('FROZEN')
  })

  test('is frozen by its parties alone, also by a statement', async () => {
    await beginVersion(headNurse, { patient: vip.id }, uuid())
    const { id, version } = await newest()
    expect(await freezeDraft(nurse, { id, version }, uuid())).toEqual({ ok: false, refusal: 'forbidden' })
    expect(await freezeDraft(strangers[1] as Session, { id, version }, uuid())).toEqual({
      ok: false,
      refusal: 'not_found',
    })
    const byStatement = asRuntimeRole(
      nurse,
      'TREAT',
      (tx) =>
        tx.$executeRaw`UPDATE agreement SET status = 'FROZEN', content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'), frozen_at = now(), frozen_by_id = created_by_id, version = version + 1 WHERE id = ${id}::uuid`,
    )
    await expect(byStatement).rejects.toThrow(/may not become/)
  })
})

describe('Until all three have signed', () => {
  const waiting = () => admin.task.count({ where: { patientId: vip.id, kind: 'SIGN_AGREEMENT', status: 'OPEN' } })
  const frozenByForm = async () => {
    await beginVersion(headNurse, { patient: vip.id }, uuid())
    const { id, version } = await newest()
    await freezeDraft(headNurse, { id, version }, uuid())
    return admin.agreement.findUniqueOrThrow({ where: { id } })
  }
  const chip = async (session: Session) => {
    const opened = await openPatient(session, { id: vip.id })
    if (!opened.ok) return opened.refusal
    const found = chipsOf(opened.value.header, '2026-11-22').find(({ kind }) => kind === 'agreement')
    return found && chipText(found, opened.value.header, '2026-11-22')
  }

  test("the patient's page, the list and the patient's own first page say whose names are missing", async () => {
    expect(await chip(nurse)).toBe('Avtale usignert: ikke skrevet')
    await beginVersion(headNurse, { patient: vip.id }, uuid())
    expect(await chip(nurse)).toBe('Avtale usignert: utkast')
    const { id, version } = await newest()
    await freezeDraft(headNurse, { id, version }, uuid())
    const one = { id, contentHash: (await newest()).contentHash ?? '' }
    await signAtWork(caseworker, signing(one), uuid())
    expect(await chip(nurse)).toBe('Avtale usignert. Mangler: pasienten, sykehuset')
    const listOf = async () => {
      const list = await listPatients(nurse, { filter: 'alle', sort: 'navn', down: false, page: 1 })
      return list.ok ? list.value.rows.find((row) => row.id === vip.id)?.unsigned : list.refusal
    }
    const homeOf = async () => {
      const home = await openOwnPage(patient, {})
      return home.ok ? home.value.patients.map((own) => own.agreement) : home.refusal
    }
    expect(await listOf()).toEqual(['PATIENT', 'HOSPITAL'])
    expect(await homeOf()).toEqual(['WAITS'])
    await signOwn(patient, signing(one), uuid())
    expect(await homeOf()).toEqual(['OTHERS'])
    await signAtWork(headNurse, signing(one), uuid())
    expect([await chip(nurse), await listOf(), await homeOf()]).toEqual([undefined, null, ['VALID']])
  })

  test('nobody is asked any more once VIP status ends, the text is changed, or a party ends it', async () => {
    await frozenByForm()
    expect(await waiting()).toBe(3)
    await beginVersion(caseworker, { patient: vip.id }, uuid())
    expect(await waiting()).toBe(0)
    const { id, version } = await newest()
    await freezeDraft(headNurse, { id, version }, uuid())
    const one = await newest()
    await signOwn(patient, signing({ id, contentHash: one.contentHash ?? '' }), uuid())
    expect(await waiting()).toBe(2)
    await revokeAtWork(headNurse, { id, version: (await newest()).version, reason: 'Ny avdeling.' }, uuid())
    expect(await waiting()).toBe(0)
    await frozenByForm()
    expect(await waiting()).toBe(3)
    await admin.vipCase.update({
      where: { id: vip.vipCase.id },
      data: { status: 'ENDED', endedAt: new Date(), endCause: 'PATIENT_WISH', version: { increment: 1 } },
    })
    expect(await waiting()).toBe(0)
    const ended = await admin.task.findMany({
      where: { patientId: vip.id, kind: 'SIGN_AGREEMENT', status: 'CANCELLED' },
    })
    expect(ended).toHaveLength(8)
  })

  test('the end of VIP status also ends the task of writing a draft', async () => {
    await beginVersion(headNurse, { patient: vip.id }, uuid())
    const drafts = () => admin.task.count({ where: { patientId: vip.id, kind: 'COMPLETE_AGREEMENT', status: 'OPEN' } })
    expect(await drafts()).toBe(1)
    await admin.vipCase.update({
      where: { id: vip.vipCase.id },
      data: { status: 'ENDED', endedAt: new Date(), endCause: 'PATIENT_WISH', version: { increment: 1 } },
    })
    expect(await drafts()).toBe(0)
  })
})

describe('No, and the end', () => {
  test('the patient declines with own words, and may still change their mind', async () => {
    const one = await frozen()
    expect(await declineOwn(patient, { id: one.id, reason: 'Jeg vil tenke på det.' }, uuid())).toMatchObject({
      ok: true,
    })
    expect(await declineOwn(patient, { id: one.id, reason: '' }, uuid())).toEqual({
      ok: false,
      refusal: 'declined_already',
    })
    expect(await statusOf(one.id)).toBe('FROZEN')
    expect(await signOwn(patient, signing(one), uuid())).toMatchObject({ ok: true })
  })

  test('each party ends it, staff with a reason; the end of VIP status ends it too', async () => {
    const one = await frozen()
    expect(await revokeAtWork(headNurse, { id: one.id, version: 1, reason: 'Ny avdeling.' }, uuid())).toMatchObject({
      ok: true,
    })
    expect(await statusOf(one.id)).toBe('REVOKED')
    const two = await frozen({ number: 2, content: { ownWords: 'To.' } })
    expect(await revokeOwn(patient, { id: two.id, version: 1 }, uuid())).toMatchObject({ ok: true })
    const three = await frozen({ number: 3, content: { ownWords: 'Tre.' } })
    await admin.vipCase.update({
      where: { id: vip.vipCase.id },
      data: { status: 'ENDED', endedAt: new Date(), endCause: 'PATIENT_WISH', version: { increment: 1 } },
    })
    expect(await statusOf(three.id)).toBe('REVOKED')
  })
})

test('anybody is told whether a code is of a signed agreement, and nothing else', async () => {
  const one = await frozen()
  expect(await checkAgreement(one.contentHash)).toBe('WAITING')
  await signOwn(patient, signing(one), uuid())
  await signAtWork(caseworker, signing(one), uuid())
  await signAtWork(headNurse, signing(one), uuid())
  expect(await checkAgreement(one.contentHash)).toBe('SIGNED')
  await beginVersion(headNurse, { patient: vip.id }, uuid())
  const { id, version } = await newest()
  await freezeDraft(headNurse, { id, version }, uuid())
  expect(await checkAgreement(one.contentHash)).toBe('ENDED')
  expect(await checkAgreement('0'.repeat(64))).toBe('UNKNOWN')
})

test('the text that comes with the program is easy to read, with the names of a real ward', async () => {
  const template = await admin.agreementTemplate.findFirstOrThrow({ where: { edition: 1 } })
  const names = {
    ward: { name: 'Lungeavdelingen 4B', phone: '55 00 42 40' },
    hospital: 'Helse Fjordkyst HF',
    municipality: 'Strandvik kommune',
  }
  const { expects, wardDoes, municipalityDoes, patientDoes, changes } = template
  const whole = [expects, wardDoes, municipalityDoes, patientDoes, changes]
    .map((text) => filled(text, names))
    .join('\n')
  expect(whole).not.toContain('{')
  expect(lix(whole)).toBeLessThanOrEqual(40)
})

describe('Reading', () => {
  test('the patient sees what is frozen and no draft; strangers see nothing', async () => {
    await beginVersion(headNurse, { patient: vip.id }, uuid())
    const own = await openOwnAgreements(patient, {})
    expect(own.ok && own.value.patients[0]?.agreement).toBeNull()
    const one = await newest()
    const draft = await openAgreements(headNurse, { id: vip.id })
    expect(draft.ok && draft.value.versions).toHaveLength(1)
    for (const stranger of strangers)
      expect(await openAgreements(stranger, { id: vip.id })).toMatchObject({ ok: false })
    expect(await readVersion(headNurse, { version: one.id })).toEqual({ ok: false, refusal: 'not_found' })
  })

  test('the PDF is sealed, tagged, and has the text, its hash and whoever signed', async () => {
    const one = await frozen()
    await signOwn(patient, signing(one), uuid())
    const version = await readOwnVersion(patient, { version: one.id })
    if (!version.ok) throw new Error('not found')
    const { info, text, seal } = readPdf(await agreementPdf(version.value))
    expect(seal).toContain('Signature is Valid.')
    expect(info).toMatch(/Tagged:\s+yes/)
    expect(info).toContain(`sha256:${one.contentHash}`)
    const pdf = await agreementPdf(version.value)
    expect(await sealedByUs(pdf)).toBe(true)
    expect(keywordsOf(pdf)).toBe(`sha256:${one.contentHash}`)
    expect(text).toContain('Áilu Eŋŋe')
    expect(await readOwnVersion(await signedInAsSomebody(), { version: one.id })).toMatchObject({ ok: false })
  })
})

async function signedInAsSomebody() {
  const other = await citizen(admin)
  await vipPatient(admin, { personId: other.id })
  return signIn(other.issuer, other.subject, true)
}

/** A signature as an injected statement would write it. */
function injected(
  session: Session,
  purpose: 'TREAT' | 'OWN',
  { id, contentHash }: { id: string; contentHash: string },
  party: 'PATIENT' | 'HOSPITAL',
) {
  return asRuntimeRole(
    session,
    purpose,
    (tx) =>
      tx.$executeRaw`
      INSERT INTO agreement_signature (id, agreement_id, patient_id, party, content_hash, method, person_id, name, authenticated_at, provider, signed_at)
      SELECT ${uuid()}::uuid, ${id}::uuid, ${vip.id}::uuid, ${party}::agreement_party, ${contentHash}, 'DIGITAL', door.person_id(), 'Noen', now(), 'openid:helseid', now()`,
  )
}
