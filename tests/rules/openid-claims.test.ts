import { describe, expect, test } from 'vitest'
import { claimsProblem, clockTolerance } from '#lib/openid-claims'

const time = new Date('2026-03-01T12:00:00Z')
const seconds = time.getTime() / 1000
const expected = { clientId: 'us', deployment: 'test', time } as const
const good = { aud: 'us', iat: seconds, auth_time: seconds, pid: '01819012345', acr: 'idporten-loa-high' }
const problem = (change: object, deployment: 'production' | 'demo' | 'test' = 'test') =>
  claimsProblem('idporten', { ...good, ...change }, { ...expected, deployment })

test('a fresh token at the high level is good enough', () => expect(problem({})).toBeNull())

describe('a clock that runs ahead', () => {
  test.each(['iat', 'auth_time'])('%s may be a minute from now, and no more', (claim) => {
    expect(problem({ [claim]: seconds + clockTolerance })).toBeNull()
    expect(problem({ [claim]: seconds + clockTolerance + 1 })).toBe('utlopt')
  })
})

describe('the kind of identity number', () => {
  test('the month of a synthetic number begins at 81', () => {
    expect(problem({ pid: '01819012345' })).toBeNull()
    expect(problem({ pid: '01809012345' })).toBe('ukjent')
  })
  test('production takes real numbers only', () => {
    expect(problem({ pid: '01019012345' }, 'production')).toBeNull()
    expect(problem({ pid: '01819012345' }, 'production')).toBe('ukjent')
  })
  test('the demo takes synthetic numbers only', () => {
    expect(problem({ pid: '01019012345' }, 'demo')).toBe('ukjent')
  })
  test('eleven digits, no more and no less', () => {
    expect(problem({ pid: '0181901234' })).toBe('ukjent')
    expect(problem({ pid: '018190123456' })).toBe('ukjent')
  })
})

test('the token is for us alone', () => {
  expect(problem({ aud: ['us'] })).toBeNull()
  expect(problem({ azp: 'us' })).toBeNull()
  expect(problem({ aud: ['us', 'another'] })).toBe('utilgjengelig')
  expect(problem({ azp: 'another' })).toBe('utilgjengelig')
})

test('the level of one provider does not count at the other', () => {
  expect(claimsProblem('helseid', good, expected)).toBe('sikkerhetsniva')
})
