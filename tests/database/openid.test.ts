import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { finishSignIn, type Login, signInProblem, startSignIn } from '#lib/openid'
import { admin } from '#tests/support/admin'
import { providerForTests } from '#tests/support/identity-provider/for-tests'
import { visit } from '#tests/support/identity-provider/visit'
import { ward } from '#tests/support/records/organisations'
import { patient } from '#tests/support/records/patients'
import { citizen, staff } from '#tests/support/records/people'

let provider: Awaited<ReturnType<typeof providerForTests>>
let nurse: { subject: string }
let resident: { id: string; subject: string }

beforeAll(async () => {
  provider = await providerForTests()
  const { issuers } = provider
  nurse = await staff(admin, { role: 'NURSE', unit: await ward(admin), issuer: issuers.helseid, givenName: 'Solveig' })
  resident = await citizen(admin, { issuer: issuers.idporten })
  await patient(admin, { personId: resident.id })
})
afterAll(() => provider.stop())

const problemOf = (login: Login, answer: URLSearchParams) =>
  finishSignIn(login, answer).then(() => 'accepted', signInProblem)

/** Goes the whole way up to the answer that the browser brings back. */
async function arrive(name: 'helseid' | 'idporten' = 'helseid') {
  const { address, login } = await startSignIn(name)
  const { searchParams } = await visit(address, name === 'helseid' ? nurse.subject : resident.subject)
  return { login, answer: searchParams }
}

test('an employee signs in with HelseID', async () => {
  const { login, answer } = await arrive()
  const identity = { issuer: provider.issuers.helseid, subject: nurse.subject, citizen: false }
  const when = { authenticatedAt: expect.any(Date) }
  await expect(finishSignIn(login, answer)).resolves.toEqual({ ...identity, ...when })
})

test('a patient signs in with ID-porten', async () => {
  const { login, answer } = await arrive('idporten')
  const identity = { issuer: provider.issuers.idporten, subject: resident.subject, citizen: true }
  const when = { authenticatedAt: expect.any(Date) }
  await expect(finishSignIn(login, answer)).resolves.toEqual({ ...identity, ...when })
})

test('nothing of the request stands in the address the browser is sent to', async () => {
  const { address } = await startSignIn('helseid')
  expect([...address.searchParams.keys()].toSorted()).toEqual(['client_id', 'request_uri'])
})

test('somebody who turns back is told so', async () => {
  const { address, login } = await startSignIn('helseid')
  const { searchParams } = await visit(address, null)
  expect(await problemOf(login, searchParams)).toBe('avbrutt')
})

test('the level of security must be the highest, at both providers', async () => {
  provider.tricks.levels.set(nurse.subject, '3').set(resident.subject, 'idporten-loa-substantial')
  for (const name of ['helseid', 'idporten'] as const) {
    const { login, answer } = await arrive(name)
    expect(await problemOf(login, answer)).toBe('sikkerhetsniva')
  }
  provider.tricks.levels.clear()
})

type Arrived = { login: Login; answer: URLSearchParams }
const changed = (answer: URLSearchParams, change: (copy: URLSearchParams) => void) => {
  const copy = new URLSearchParams(answer)
  change(copy)
  return copy
}

const wrongAnswers: [string, (mine: Arrived, other: Arrived) => Partial<Arrived>][] = [
  ['another state', ({ answer }) => ({ answer: changed(answer, (a) => a.set('state', 'another')) })],
  ['no state', ({ answer }) => ({ answer: changed(answer, (a) => a.delete('state')) })],
  ['two states', ({ answer }) => ({ answer: changed(answer, (a) => a.append('state', 'another')) })],
  ['another issuer', ({ answer }) => ({ answer: changed(answer, (a) => a.set('iss', 'https://helseid.example')) })],
  ['no issuer', ({ answer }) => ({ answer: changed(answer, (a) => a.delete('iss')) })],
  ['a made-up code', ({ answer }) => ({ answer: changed(answer, (a) => a.set('code', 'made-up')) })],
  ['no code', ({ answer }) => ({ answer: changed(answer, (a) => a.delete('code')) })],
  ['an ID token in the address', ({ answer }) => ({ answer: changed(answer, (a) => a.set('id_token', 'a.b.c')) })],
  ['a signed answer', ({ answer }) => ({ answer: changed(answer, (a) => a.set('response', 'a.b.c')) })],
  ['an error without a state', () => ({ answer: new URLSearchParams({ error: 'access_denied' }) })],
  ['nothing at all', () => ({ answer: new URLSearchParams() })],
  ['an answer to somebody else', (_, { answer }) => ({ answer })],
  [
    "somebody else's code",
    ({ answer }, other) => ({ answer: changed(answer, (a) => a.set('code', other.answer.get('code') ?? '')) }),
  ],
  ["somebody else's verifier", ({ login }, other) => ({ login: { ...login, codeVerifier: other.login.codeVerifier } })],
  ["somebody else's nonce", ({ login }, other) => ({ login: { ...login, nonce: other.login.nonce } })],
]

describe(`${wrongAnswers.length} wrong answers: accepted 0`, () => {
  test.each(wrongAnswers)('%s', async (_, change) => {
    const mine = await arrive()
    const { login, answer } = { ...mine, ...change(mine, await arrive()) }
    expect(['utlopt', 'utilgjengelig']).toContain(await problemOf(login, answer))
  })
})

test('a code is taken once', async () => {
  const { login, answer } = await arrive()
  expect(await problemOf(login, answer)).toBe('accepted')
  expect(await problemOf(login, answer)).toBe('utlopt')
})

describe('an answer of the other provider: accepted 0 of 4', () => {
  test.each(['helseid', 'idporten'] as const)('brought to %s', async (name) => {
    const mine = await arrive(name)
    const { answer } = await arrive(name === 'helseid' ? 'idporten' : 'helseid')
    expect(await problemOf(mine.login, answer)).toBe('utlopt')
    const disguised = changed(mine.answer, (a) => a.set('code', answer.get('code') ?? ''))
    expect(await problemOf(mine.login, disguised)).toBe('utlopt')
  })
})
