import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { v7 as uuid } from 'uuid'
import { openAgreements } from '#lib/agreements/queries'
import type { Session } from '#lib/session'
import { signOwn, witnessPaper } from '#lib/signing/commands'
import { readOwnScan, readScan } from '#lib/signing/queries'
import type { PaperInput } from '#lib/signing/schema'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin, signIn } from '#tests/support/admin'
import { agreement } from '#tests/support/records/agreements'
import { minutesAgo } from '#tests/support/records/moments'
import { municipality, ward as aWard } from '#tests/support/records/organisations'
import { citizen, staff } from '#tests/support/records/people'
import { careRelation, representation } from '#tests/support/records/relations'
import { vipPatient } from '#tests/support/records/vip-patient'
import type { ScanKind } from '#prisma/generated/enums'

type Person = { id: string; issuer: string; subject: string }
let head: Person
let worker: Person
let deputy: Person
let self: Person
let headNurse: Session
let caseworker: Session
let nurse: Session
let strangers: Session[]
let patient: Session
let here: Awaited<ReturnType<typeof aWard>>
let vip: Awaited<ReturnType<typeof vipPatient>>
let municipalityId: string

const scan = Buffer.from('%PDF-1.7\n…signert…')

/** Somebody who proved who they are a minute ago. */
async function proven(session: Session, { id }: { id: string }) {
  await admin.session.updateMany({ where: { personId: id }, data: { authenticatedAt: minutesAgo(1) } })
  return session
}

beforeEach(async () => {
  here = await aWard(admin)
  const home = await municipality(admin)
  municipalityId = home.id
  const staffed = await Promise.all([
    staff(admin, { role: 'HEAD_NURSE', unit: here, givenName: 'Marit', familyName: 'Solberg' }),
    staff(admin, { role: 'HEAD_NURSE', unit: here }),
    staff(admin, { role: 'CASEWORKER', organisation: home, givenName: 'Ingrid', familyName: 'Moe' }),
    staff(admin, { role: 'HEAD_NURSE', unit: await aWard(admin) }),
    staff(admin, { role: 'CASEWORKER', organisation: await municipality(admin) }),
    staff(admin, { role: 'NURSE', unit: here }),
  ])
  ;[head, deputy, worker] = staffed
  self = await citizen(admin, { givenName: 'Áilu', familyName: 'Eŋŋe' })
  vip = await vipPatient(admin, {
    ward: here,
    personId: self.id,
    municipalityId,
    givenName: 'Áilu',
    familyName: 'Eŋŋe',
  })
  await careRelation(admin, { patient: vip, kind: 'MUNICIPALITY_CASE', organisationId: municipalityId })
  headNurse = await proven(await as(staffed[0]), head)
  caseworker = await proven(await as(staffed[2]), worker)
  strangers = [await proven(await as(staffed[3]), staffed[3]), await proven(await as(staffed[4]), staffed[4])]
  nurse = await proven(await as(staffed[5]), staffed[5])
  patient = await proven(await signIn(self.issuer, self.subject, true), self)
})

const frozen = (given: Partial<Parameters<typeof agreement>[1]> = {}) =>
  agreement(admin, { vipCase: vip.vipCase, by: head, municipalityId, ...given })
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** What the form sends: the text that was printed, whose name stands on it, and the file. */
function paper(
  { id, contentHash }: { id: string; contentHash: string },
  signer: string,
  { bytes = scan, kind = 'PDF', hash = hashOf(bytes) }: { bytes?: Buffer; kind?: ScanKind; hash?: string } = {},
): PaperInput {
  const file = { kind, contentHash: hash, bytes: () => new Uint8Array(bytes) }
  return { id, patient: vip.id, hash: contentHash, signer, seen: 'yes', file }
}
const witness = (session: Session, ...about: Parameters<typeof paper>) => witnessPaper(session, paper(...about), uuid())
const signatures = (id: string) =>
  admin.agreementSignature.findMany({ where: { agreementId: id }, orderBy: { signedAt: 'asc' } })

describe('A paper signed by hand', () => {
  test('counts as a signature once staff of a party have confirmed it; it is kept with its hash and written down', async () => {
    const one = await frozen()
    expect(await witness(headNurse, one, 'PATIENT')).toMatchObject({ ok: true })
    expect(await witness(headNurse, one, `MUNICIPALITY:${worker.id}`)).toMatchObject({ ok: true })
    expect(await witness(caseworker, one, `HOSPITAL:${head.id}`)).toMatchObject({ ok: true })
    expect(await admin.agreement.findUniqueOrThrow({ where: { id: one.id } })).toMatchObject({ status: 'SIGNED' })
    expect(await signatures(one.id)).toMatchObject([
      { party: 'PATIENT', name: 'Áilu Eŋŋe', personId: self.id, witnessId: head.id, witnessName: 'Marit Solberg' },
      { party: 'MUNICIPALITY', method: 'PAPER', name: 'Ingrid Moe', personId: worker.id, witnessId: head.id },
      { party: 'HOSPITAL', method: 'PAPER', personId: head.id, role: 'HEAD_NURSE', witnessId: worker.id },
    ])
    const kept = await admin.agreementScan.findMany({ where: { agreementId: one.id } })
    expect(kept.map(({ contentHash, content }) => [contentHash, Buffer.from(content).equals(scan)])).toEqual(
      Array(3).fill([hashOf(scan), true]),
    )
    const entries = await admin.auditEntry.findMany({ where: { objectId: one.id, act: 'agreement.witness' } })
    expect(entries.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done'])
    expect(JSON.stringify(entries.map(({ facts }) => facts))).toContain(hashOf(scan))
  })

  test('ends the task of whoever signed, and tells the parties', async () => {
    const one = await frozen()
    await witness(headNurse, one, 'PATIENT')
    const told = await admin.notice.findMany({ where: { objectId: one.id, personId: self.id } })
    expect(told.map(({ kind }) => kind)).toEqual(['AGREEMENT_SIGNED'])
  })

  test('of a patient without a sign-in needs no person', async () => {
    const alone = await vipPatient(admin, { ward: here, municipalityId, givenName: 'Inga', familyName: 'Bekken' })
    const one = await agreement(admin, { vipCase: alone.vipCase, by: head, municipalityId })
    const signed = { ...paper(one, 'PATIENT'), patient: alone.id }
    expect(await witnessPaper(headNurse, signed, uuid())).toMatchObject({ ok: true })
    expect(await signatures(one.id)).toMatchObject([{ name: 'Inga Bekken', personId: null }])
  })

  test('may be of somebody who stands for the patient, by their right, and by kin alone never', async () => {
    const one = await frozen()
    const guardian = await citizen(admin, { givenName: 'Verge', familyName: 'Vergesen' })
    expect(await witness(headNurse, one, `PATIENT:${guardian.id}`)).toEqual({ ok: false, refusal: 'not_signer' })
    const right = await representation(admin, { patient: vip, person: guardian })
    expect(await witness(headNurse, one, `PATIENT:${right.id}`)).toMatchObject({ ok: true })
    expect(await signatures(one.id)).toMatchObject([{ name: 'Verge Vergesen', representationId: right.id }])
  })

  test('is confirmed by another than the signer, by the form, the rule and the database', async () => {
    const one = await frozen()
    const opened = await openAgreements(headNurse, { id: vip.id })
    const offered = opened.ok ? opened.value.signers.map(({ party, personId }) => [party, personId]) : []
    expect(offered).toContainEqual(['HOSPITAL', deputy.id])
    expect(offered).not.toContainEqual(['HOSPITAL', head.id])
    expect(await witness(headNurse, one, `HOSPITAL:${head.id}`)).toEqual({ ok: false, refusal: 'not_signer' })
    await expect(injected(headNurse, one, { party: 'HOSPITAL', person: head.id })).rejects.toThrow(
      /may not be signed|check/,
    )
    // The same statement with a colleague's name goes through: it is the signer that is refused.
    await injected(headNurse, one, { party: 'HOSPITAL', person: deputy.id })
    expect(await signatures(one.id)).toHaveLength(1)
  })

  test('is refused for somebody who may not sign for that party', async () => {
    const one = await frozen()
    const other = await citizen(admin)
    for (const signer of [
      `HOSPITAL:${worker.id}`,
      `MUNICIPALITY:${head.id}`,
      `PATIENT:${uuid()}`,
      `HOSPITAL:${other.id}`,
    ])
      expect(await witness(headNurse, one, signer)).toEqual({ ok: false, refusal: 'not_signer' })
    await expect(injected(headNurse, one, { party: 'MUNICIPALITY', person: deputy.id })).rejects.toThrow(
      /may not be signed/,
    )
  })

  test('is refused to nurses and to the patient, and not found by those of another ward or municipality', async () => {
    const one = await frozen()
    expect(await witness(nurse, one, 'PATIENT')).toEqual({ ok: false, refusal: 'forbidden' })
    expect(await witness(patient, one, `HOSPITAL:${head.id}`)).toEqual({ ok: false, refusal: 'forbidden' })
    for (const stranger of strangers)
      expect(await witness(stranger, one, 'PATIENT')).toEqual({ ok: false, refusal: 'not_found' })
    expect(await admin.agreementScan.count({ where: { agreementId: one.id } })).toBe(0)
  })

  test('is not found under the address of another patient', async () => {
    const one = await frozen()
    const input = { ...paper(one, 'PATIENT'), patient: uuid() }
    expect(await witnessPaper(headNurse, input, uuid())).toEqual({ ok: false, refusal: 'not_found' })
  })

  test('needs that the witness proved who they are within five minutes', async () => {
    const one = await frozen()
    await admin.session.updateMany({ where: { personId: head.id }, data: { authenticatedAt: minutesAgo(6) } })
    expect(await witness(headNurse, one, 'PATIENT')).toEqual({ ok: false, refusal: 'stale' })
    await expect(injected(headNurse, one, { party: 'HOSPITAL', person: deputy.id })).rejects.toThrow(
      /may not be signed/,
    )
  })

  test('of a text that was replaced, or of another one, is refused', async () => {
    const old = await frozen({ status: 'SUPERSEDED' })
    expect(await witness(headNurse, old, 'PATIENT')).toEqual({ ok: false, refusal: 'superseded' })
    const one = await frozen({ number: 2, content: { ownWords: 'Noe annet.' } })
    expect(await witness(headNurse, { ...one, contentHash: old.contentHash }, 'PATIENT')).toEqual({
      ok: false,
      refusal: 'other_text',
    })
  })

  test('counts once: twice at once, sent again, and after the same party signed by electronic ID', async () => {
    const one = await frozen()
    const both = await Promise.all([witness(headNurse, one, 'PATIENT'), witness(caseworker, one, 'PATIENT')])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both).toContainEqual({ ok: false, refusal: 'signed_already' })
    expect(await signatures(one.id)).toHaveLength(1)
    const key = uuid()
    const input = paper(one, `MUNICIPALITY:${worker.id}`)
    expect(await witnessPaper(headNurse, input, key)).toMatchObject({ ok: true })
    expect(await witnessPaper(headNurse, input, key)).toMatchObject({ ok: true })
    expect(await signatures(one.id)).toHaveLength(2)
    const two = { ...input, file: paper(one, 'PATIENT', { bytes: Buffer.from('%PDF-1.4 en annen') }).file }
    expect(await witnessPaper(headNurse, two, key)).toEqual({ ok: false, refusal: 'key_reused' })
  })

  test('after the patient signed at home is told to be signed already', async () => {
    const one = await frozen()
    await signOwn(patient, { id: one.id, hash: one.contentHash, read: 'yes' }, uuid())
    expect(await witness(headNurse, one, 'PATIENT')).toEqual({ ok: false, refusal: 'signed_already' })
  })

  test('is what its kind says by its first bytes, has its own hash and is ten megabytes at most, whoever writes', async () => {
    const one = await frozen()
    await expect(witness(headNurse, one, 'PATIENT', { kind: 'PNG' })).rejects.toThrow(/constraint/)
    await expect(witness(headNurse, one, 'PATIENT', { hash: '0'.repeat(64) })).rejects.toThrow(/constraint/)
    const large = Buffer.concat([scan, Buffer.alloc(10 * 1024 * 1024)])
    await expect(witness(headNurse, one, 'PATIENT', { bytes: large })).rejects.toThrow(/constraint/)
    expect(await admin.agreementScan.count({ where: { agreementId: one.id } })).toBe(0)
    expect(await signatures(one.id)).toEqual([])
    await witness(headNurse, one, 'PATIENT')
    await expect(admin.$executeRaw`UPDATE agreement_scan SET content = '%PDF-other'::bytea`).rejects.toThrow(/refused/)
  })
})

describe('The scan', () => {
  test('is read by those who read the agreement, with an entry, and by nobody else', async () => {
    const one = await frozen()
    await witness(headNurse, one, 'PATIENT')
    const asked = { version: one.id, party: 'PATIENT' } as const
    for (const session of [headNurse, caseworker, nurse]) {
      const found = await readScan(session, asked)
      expect(found.ok && Buffer.from(found.value.bytes).equals(scan)).toBe(true)
    }
    expect(await readOwnScan(patient, asked)).toMatchObject({ ok: true, value: { kind: 'PDF' } })
    for (const stranger of strangers)
      expect(await readScan(stranger, asked)).toEqual({ ok: false, refusal: 'not_found' })
    expect(await readScan(headNurse, { version: one.id, party: 'HOSPITAL' })).toEqual({
      ok: false,
      refusal: 'not_found',
    })
    const looks = await admin.auditEntry.findMany({ where: { personId: worker.id, act: 'agreement.read' } })
    expect(looks.map(({ outcome }) => outcome)).toContain('seen')
  })
})

/** A signature on paper as an injected statement would write it, with a scan of its own. */
function injected(
  session: Session,
  { id, contentHash }: { id: string; contentHash: string },
  { party, person }: { party: 'HOSPITAL' | 'MUNICIPALITY'; person: string },
) {
  const scanId = uuid()
  return asRuntimeRole(session, 'TREAT', async (tx) => {
    await tx.$executeRaw`
      INSERT INTO agreement_scan (id, agreement_id, patient_id, party, kind, content, content_hash, uploaded_by_id, uploaded_at)
      SELECT ${scanId}::uuid, ${id}::uuid, ${vip.id}::uuid, ${party}::agreement_party, 'PDF', ${scan}::bytea, encode(sha256(${scan}::bytea), 'hex'), door.person_id(), now()`
    await tx.$executeRaw`
      INSERT INTO agreement_signature (id, agreement_id, patient_id, party, content_hash, method, person_id, name, authenticated_at, provider, scan_id, witness_id, signed_at)
      SELECT ${uuid()}::uuid, ${id}::uuid, ${vip.id}::uuid, ${party}::agreement_party, ${contentHash}, 'PAPER', ${person}::uuid, 'Noen', now(), 'paper', ${scanId}::uuid, door.person_id(), now()`
  })
}
