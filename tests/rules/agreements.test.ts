import { describe, expect, test } from 'vitest'
import {
  canonical,
  decideFreeze,
  decideRevoke,
  decideWrite,
  filled,
  missing,
  ownStateOf,
  sideOf,
} from '#lib/agreements/rules'
import { type AgreementContent, type AgreementVersion, checkInput } from '#lib/agreements/schema'
import { fileText, headingText, ownRefusalText, ownRowText, ownStatusText, verdictText } from '#lib/agreements/text'
import type { Actor } from '#lib/permissions'
import {
  decideDecline,
  decideScan,
  decideSign,
  decideWitness,
  freshFor,
  isFresh,
  mostOfScan,
  ownPort,
} from '#lib/signing/rules'
import { lix } from '#tests/support/lix'
import { AgreementStatus } from '#prisma/generated/enums'

const time = new Date('2026-11-22T12:00:00Z')
const ago = (milliseconds: number) => new Date(time.getTime() - milliseconds)
const hash = 'a'.repeat(64)
const content: AgreementContent = {
  id: 'b6a1b7a6-6d1e-4a43-8b8a-5a5f4d1f0c11',
  number: 1,
  patient: { name: 'Áilu Eŋŋe', birthDate: '1948-03-15' },
  hospital: 'Helse Prøve',
  ward: { name: 'Lungeavdelingen', phone: '55 00 42 40' },
  municipality: 'Strandvik kommune',
  expects: 'Du kan ringe.',
  ownWords: '',
  wardDoes: 'Vi tar imot deg.',
  municipalityDoes: 'Vi besøker deg.',
  patientDoes: 'Du sier fra.',
  measures: [],
  changes: 'Du kan si opp.',
  from: '2026-11-22',
  until: null,
  reviewOn: '2027-05-22',
}
const version = (given: Partial<AgreementVersion> = {}): AgreementVersion => ({
  ...{ id: content.id, caseId: 'c', patientId: 'p', number: 1, status: 'FROZEN', content, contentHash: hash },
  ...{ wardId: 'w', trustId: 't', municipalityId: 'm', municipality: 'Strandvik kommune', frozenAt: time },
  ...{ endedAt: null, endReason: null, version: 1, signatures: [], decline: null, templateId: null, template: null },
  ...given,
})
const signed = (party: 'PATIENT' | 'MUNICIPALITY' | 'HOSPITAL', personId: string = party) => ({
  ...{ party, personId, method: 'DIGITAL' as const, name: party, role: null, organisation: null },
  ...{ represents: false, witness: null, scan: null, signedAt: time },
})
const who = (role: string, place: { unit?: string; organisation?: string }) =>
  ({
    role,
    unit: place.unit ? { id: place.unit } : null,
    organisation: { id: place.organisation ?? 'x' },
  }) as unknown as Actor
const head = who('HEAD_NURSE', { unit: 'w' })

describe('The text that is signed', () => {
  test('is the same signs in whatever order it is written, and another when one letter is', () => {
    const { id, ...rest } = content
    expect(canonical({ ...rest, id })).toBe(canonical(content))
    expect(canonical({ ...content, ownWords: 'Ja' })).not.toBe(canonical(content))
    // The same letter in two ways of writing it.
    expect(canonical({ ...content, ownWords: '\u00e5' })).toBe(canonical({ ...content, ownWords: 'a\u030a' }))
  })

  test('has the names of the places; without a telephone the switchboard, and what is no name stays', () => {
    const places = { ward: { name: '4B', phone: null }, hospital: 'Helse Prøve', municipality: null }
    expect(filled('{avdeling}, {sykehus}, {telefon}, {kommune}, {annet}', places)).toBe(
      '4B, Helse Prøve, sentralbordet, Kommunen, {annet}',
    )
  })

  test('is written and frozen by its parties: that ward, that trust, that municipality', () => {
    expect(sideOf(head, version())).toBe('HOSPITAL')
    expect(sideOf(who('HEAD_NURSE', { unit: 'other' }), version())).toBeNull()
    expect(sideOf(who('NURSE', { unit: 'w' }), version())).toBeNull()
    expect(sideOf(who('COLLABORATION_PHYSICIAN', { organisation: 't' }), version())).toBe('HOSPITAL')
    expect(sideOf(who('CASEWORKER', { organisation: 'm' }), version())).toBe('MUNICIPALITY')
    expect(sideOf(who('CASEWORKER', { organisation: 'm2' }), version())).toBeNull()
  })

  test('is reviewed after the day it begins, and frozen only while that day is to come', () => {
    const draft = version({ status: 'DRAFT', contentHash: null })
    const { id, ownWords, expects, wardDoes, municipalityDoes, patientDoes, changes } = content
    const typed = { id, version: 1, ownWords, expects, wardDoes, municipalityDoes, patientDoes, changes, phone: '1' }
    const write = (reviewOn: string) => decideWrite({ draft, actor: head }, { ...typed, from: '2026-11-22', reviewOn })
    expect(write('2026-11-22')).toEqual({ ok: false, refusal: 'review_before' })
    expect(write('2026-11-23')).toMatchObject({ ok: true })
    const freeze = (today: string) => decideFreeze({ draft, actor: head, caseActive: true, today }, { id, version: 1 })
    expect(freeze('2027-05-21')).toMatchObject({ ok: true })
    expect(freeze('2027-05-22')).toEqual({ ok: false, refusal: 'review_past' })
  })
})

describe('A signature', () => {
  const sign = (given: Partial<Parameters<typeof decideSign>[0]> = {}, of = hash) =>
    decideSign(
      { agreement: version(), party: 'PATIENT', authenticatedAt: ago(0), signedElse: false, ...given },
      { hash: of },
      time,
    )

  test('needs a proof of who one is that is younger than five minutes', () => {
    expect(isFresh(ago(freshFor - 1), time)).toBe(true)
    expect(isFresh(ago(freshFor), time)).toBe(false)
    expect(isFresh(null, time)).toBe(false)
    expect(sign({ authenticatedAt: ago(freshFor - 1) })).toEqual({ ok: true, value: 'PATIENT' })
    expect(sign({ authenticatedAt: ago(freshFor) })).toEqual({ ok: false, refusal: 'stale' })
  })

  test('is under a frozen text and under the one that was shown', () => {
    const states = Object.values(AgreementStatus).map((status) => {
      const decision = sign({ agreement: version({ status }) })
      return [status, decision.ok ? 'yes' : decision.refusal]
    })
    expect(Object.fromEntries(states)).toEqual({
      DRAFT: 'not_frozen',
      FROZEN: 'yes',
      PARTLY_SIGNED: 'yes',
      SIGNED: 'not_frozen',
      SUPERSEDED: 'superseded',
      REVOKED: 'superseded',
    })
    expect(sign({}, 'b'.repeat(64))).toEqual({ ok: false, refusal: 'other_text' })
  })

  test('is one for each party, by one person each, and by nobody else', () => {
    expect(sign({ party: null })).toEqual({ ok: false, refusal: 'not_a_party' })
    expect(sign({ agreement: version({ signatures: [signed('PATIENT')] }) })).toEqual({
      ok: false,
      refusal: 'signed_already',
    })
    expect(sign({ agreement: version({ signatures: [signed('HOSPITAL')] }) })).toMatchObject({ ok: true })
    expect(sign({ signedElse: true })).toEqual({ ok: false, refusal: 'one_party_each' })
    expect(missing(version({ signatures: [signed('HOSPITAL')] }))).toEqual(['PATIENT', 'MUNICIPALITY'])
  })

  test('is asked for where one signs in, with the way back and nothing about the text', () => {
    const next = (authenticatedAt: Date | null) =>
      ownPort('PATIENT').next({ authenticatedAt, back: '/my/agreement', contentHash: hash }, time)
    expect(next(ago(0))).toEqual({ kind: 'ready', provider: 'openid:idporten' })
    expect(next(null)).toEqual({ kind: 'go', address: '/api/auth/login/idporten?signere=%2Fmy%2Fagreement' })
    expect(ownPort('CASEWORKER').name).toBe('openid:helseid')
  })
})

describe('A paper', () => {
  const file = { kind: 'PDF' as const, contentHash: hash, bytes: () => new Uint8Array() }
  const signer = { party: 'PATIENT' as const, personId: 'somebody', representationId: null, name: 'Noen' }
  const witness = (given: Partial<Parameters<typeof decideWitness>[0]> = {}) => {
    const decision = decideWitness(
      { agreement: version(), party: 'HOSPITAL', signer, authenticatedAt: ago(0), ...given },
      { hash, file },
      time,
    )
    return decision.ok ? 'yes' : decision.refusal
  }

  test('is confirmed by staff of a party, never by the patient, and needs a signer who may sign', () => {
    expect(witness()).toBe('yes')
    expect(witness({ party: 'MUNICIPALITY' })).toBe('yes')
    expect(witness({ party: 'PATIENT' })).toBe('not_a_party')
    expect(witness({ party: null })).toBe('not_a_party')
    expect(witness({ signer: null })).toBe('not_signer')
    expect(witness({ authenticatedAt: ago(freshFor) })).toBe('stale')
    expect(witness({ agreement: version({ signatures: [signed('HOSPITAL', 'somebody')] }) })).toBe('one_party_each')
  })

  test('is PDF, PNG or JPEG by its content and its name alike, and ten megabytes at most', () => {
    const decide = (name: string, type: string | null, size = 10) => {
      const decision = decideScan({ name, type, size })
      return decision.ok ? decision.value : decision.refusal
    }
    expect(decide('avtale.pdf', 'application/pdf')).toBe('PDF')
    expect(decide('AVTALE.PDF', 'application/pdf', mostOfScan)).toBe('PDF')
    expect(decide('avtale.pdf', 'application/pdf', mostOfScan + 1)).toBe('file_too_large')
    expect(decide('avtale.pdf', 'application/pdf', 0)).toBe('file_missing')
    expect([decide('a.png', 'image/png'), decide('a.jpg', 'image/jpeg'), decide('a.jpeg', 'image/jpeg')]).toEqual([
      'PNG',
      'JPEG',
      'JPEG',
    ])
    expect(decide('avtale.png', 'application/pdf')).toBe('file_lies')
    expect(decide('avtale.pdf.exe', 'application/pdf')).toBe('file_lies')
    expect(decide('avtale.pdf', 'text/html')).toBe('file_unknown')
    expect(decide('avtale.pdf', null)).toBe('file_unknown')
  })
})

describe('No, and the end', () => {
  test('only the patient declines, once, and not after having signed', () => {
    const decline = (party: 'PATIENT' | 'HOSPITAL', given: Partial<AgreementVersion> = {}) => {
      const decision = decideDecline({ agreement: version(given), party }, { id: 'a', reason: '' })
      return decision.ok ? decision.value.reason : decision.refusal
    }
    expect(decline('PATIENT')).toBeNull()
    expect(decline('HOSPITAL')).toBe('not_a_party')
    expect(decline('PATIENT', { signatures: [signed('PATIENT')] })).toBe('signed_already')
    expect(decline('PATIENT', { decline: { reason: null, declinedAt: time, represents: false } })).toBe(
      'declined_already',
    )
    expect(decline('PATIENT', { status: 'SIGNED' })).toBe('not_frozen')
  })

  test('a party ends what has not ended, as it stands now', () => {
    const revoke = (given: Partial<AgreementVersion>, seen = 1) =>
      decideRevoke({ agreement: version(given), party: 'PATIENT' }, { version: seen }).ok
    expect(revoke({ status: 'SIGNED' })).toBe(true)
    expect(revoke({ status: 'REVOKED' })).toBe(false)
    expect(revoke({ status: 'SIGNED' }, 2)).toBe(false)
  })
})

test('the first page says what waits for the patient before all else, and nothing of drafts and what has ended', () => {
  const one = (status: AgreementStatus, parties: ('PATIENT' | 'HOSPITAL')[] = [], declined = false) => ({
    status,
    signatures: parties.map((party) => ({ party })),
    declined,
  })
  expect(ownStateOf([])).toBe('NONE')
  expect(ownStateOf([one('DRAFT'), one('SUPERSEDED'), one('REVOKED')])).toBe('NONE')
  expect(ownStateOf([one('PARTLY_SIGNED', ['HOSPITAL'])])).toBe('WAITS')
  expect(ownStateOf([one('FROZEN', [], true)])).toBe('DECLINED')
  expect(ownStateOf([one('PARTLY_SIGNED', ['PATIENT'], true)])).toBe('OTHERS')
  expect(ownStateOf([one('SIGNED', ['PATIENT']), one('FROZEN')])).toBe('WAITS')
})

test('a code is read with and without spaces, in large and small letters, and nothing else is a code', () => {
  expect(checkInput.safeParse(` ${'AB'.repeat(16)} ${'cd'.repeat(16)}`)).toMatchObject({
    success: true,
    data: 'ab'.repeat(16) + 'cd'.repeat(16),
  })
  for (const typed of ['', 'a'.repeat(63), 'a'.repeat(65), `${'a'.repeat(63)}g`, undefined])
    expect(checkInput.safeParse(typed).success).toBe(false)
})

test('what a citizen reads about the agreement is easy to read', () => {
  const states = (['FROZEN', 'SIGNED', 'SUPERSEDED', 'REVOKED'] as const).map((status) =>
    ownStatusText(version({ status })),
  )
  const texts = [ownRefusalText, ownRowText, headingText, verdictText, fileText].flatMap((table) =>
    Object.values(table),
  )
  expect(lix([...states, ...texts].join('.\n'))).toBeLessThanOrEqual(40)
})
