import { describe, expect, test } from 'vitest'
import { decideNumber } from '#lib/patients/rules'
import { checkInput } from '#lib/patients/schema'

const read = (query: string) => checkInput.safeParse({ query })
const problem = (query: string) => read(query).error?.issues[0]?.message
const token = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

describe('an identity number', () => {
  test.each([
    ['15834820088', 'as it is'],
    ['158348 20088', 'with a space'],
    [' 15.83.48-200 88 ', 'with points, hyphens and spaces'],
    ['\u00a015834820088\u200b', 'with invisible signs from a copy'],
  ])('%s is read %s', (query) => {
    expect(read(query).data).toEqual({ query: { by: 'number', number: '15834820088', synthetic: true } })
  })

  test('may be a D-number', () => {
    expect(read('57855825106').data?.query).toEqual({ by: 'number', number: '57855825106', synthetic: true })
  })

  test('one wrong digit, or two that changed places, is told', () => {
    expect(problem('15834820089')).toMatch('kan ikke stemme')
    expect(problem('15834802088')).toMatch('kan ikke stemme')
  })

  test('ten and twelve digits are counted for the nurse', () => {
    expect(problem('1583482008')).toBe('Nummeret har 10 sifre. Det skal ha 11.')
    expect(problem('158348200888')).toBe('Nummeret har 12 sifre. Det skal ha 11.')
    expect(problem('1')).toBe('Nummeret har 1 siffer. Det skal ha 11.')
  })

  test('letters, emptiness and too much are refused in words', () => {
    expect(problem('Solveig')).toMatch('bare sifre')
    expect(problem('   ')).toMatch('Skriv 11 sifre')
    expect(problem('1'.repeat(201))).toMatch('for langt')
    expect(problem('1'.repeat(10_240))).toMatch('for langt')
  })

  test('what cannot be stored or shown is refused', () => {
    for (const sign of ['\0', '\uD800', '\uDFFF', '\uFFFD'])
      expect(problem(`15834820088${sign}`)).toMatch('ikke kan leses')
  })
})

describe('a card', () => {
  test.each([
    [`SL1${token}`, 'as it is'],
    [`sl1${token.toLowerCase()}`, 'with Caps Lock the other way'],
    [`¨q1SL1${token}\r`, 'with the mark some scanners put in front, on a Norwegian keyboard'],
    [`\u0002SL1${token}\u0003`, 'between control signs'],
    [`SL1${token}SL1${token}`, 'scanned twice'],
  ])('%j is read %s', (query) => expect(read(query).data).toEqual({ query: { by: 'card', token } }))

  test('two cards at once are not guessed between', () => {
    expect(problem(`SL1${token}SL1${'2'.repeat(26)}`)).toMatch('to kort')
  })

  test('25 of 26 signs is half a card', () => {
    expect(problem(`SL1${token.slice(1)}`)).toMatch('ikke lest helt')
  })
})

describe('which numbers an installation takes', () => {
  const real = { query: { by: 'number', number: '15034820000', synthetic: false } } as const
  const invented = { query: { by: 'number', number: '15834820088', synthetic: true } } as const
  const card = { query: { by: 'card', token } } as const

  test('production takes real ones only', () => {
    expect(decideNumber(real, 'production').ok).toBe(true)
    expect(decideNumber(invented, 'production')).toEqual({ ok: false, refusal: 'synthetic_number' })
  })

  test.each(['demo', 'test'] as const)('%s takes invented ones only', (deployment) => {
    expect(decideNumber(invented, deployment).ok).toBe(true)
    expect(decideNumber(real, deployment)).toEqual({ ok: false, refusal: 'real_number' })
  })

  test('a card says nothing of its number', () => {
    for (const deployment of ['production', 'demo'] as const) expect(decideNumber(card, deployment).ok).toBe(true)
  })
})

test('nothing but the query is taken from the form', () => {
  expect(checkInput.safeParse({ query: '15834820088', role: 'ORG_ADMIN' }).success).toBe(false)
  expect(checkInput.safeParse({}).success).toBe(false)
  expect(checkInput.safeParse({ query: ['15834820088'] }).success).toBe(false)
})
