import { describe, expect, test } from 'vitest'
import { writeCardText } from '#lib/cards/schema'
import { signToken } from '#lib/cards/token'
import { decideNumber } from '#lib/patients/rules'
import { checkInput, findInput } from '#lib/patients/schema'
import { keyFrom } from '#tests/support/records/card-token'

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
    expect(problem('Solveig')).toBe('Skriv 11 sifre, eller navn og fødselsdato, for eksempel Haugland 15.03.1948.')
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

  test('that is signed is read with its whole address, twice over, and half of it is told', () => {
    const signed = signToken(keyFrom('any'), { id: '01a20392-fb83-70ae-91ed-3c501bd85a68', validUntil: '2027-03-01' })
    const address = `https://samlop.a-hospital-with-a-long-name.example.no/k#${writeCardText(signed)}`
    expect(read(address + address).data).toEqual({ query: { by: 'card', token: signed } })
    expect(problem(address.slice(0, -1))).toMatch('ikke lest helt')
    expect(problem(`${address.slice(0, -1)}${address.endsWith('A') ? 'B' : 'A'}`)).toMatch('lest feil')
  })

  test('two cards at once are not guessed between', () => {
    expect(problem(`SL1${token}SL1${'2'.repeat(26)}`)).toMatch('to kort')
  })

  test('25 of 26 signs is half a card', () => {
    expect(problem(`SL1${token.slice(1)}`)).toMatch('ikke lest helt')
  })
})

describe('a name and a birth date', () => {
  test.each([
    ['Haugland 15.03.1948', 'Haugland', 'as in the hint'],
    ['Solveig Haugland 15031948', 'Solveig Haugland', 'without points'],
    ['15.3.1948, Haugland,  Solveig', 'Haugland Solveig', 'the other way round'],
    ['Haugland 15. 03. 1948', 'Haugland', 'with spaces in the date'],
    ['Haugland-\u200b 15.03.1948.', 'Haugland', 'with a stray hyphen and an invisible sign'],
  ])('%j is read %s (%s)', (query, name) => {
    expect(read(query).data?.query).toEqual({ by: 'name', name, birthDate: '1948-03-15' })
  })

  test('hyphens part words as the database parts them, and accents are put together', () => {
    expect(read('A\u030ase Berg-Li 01.01.1950').data?.query).toMatchObject({ name: 'Åse Berg Li' })
  })

  test('one letter is no name, two are', () => {
    expect(problem('B 01.01.1950')).toMatch('Skriv navnet også')
    expect(read('Bø 01.01.1950').success).toBe(true)
    expect(read('Ng 01.01.1950').success).toBe(true)
  })

  test('a date alone is taken for a number that is too short', () => {
    expect(problem('15.03.1948')).toBe('Nummeret har 8 sifre. Det skal ha 11.')
  })

  test('120 signs are a name, 121 are not', () => {
    expect(read(`${'a'.repeat(120)} 01.01.1950`).success).toBe(true)
    expect(problem(`${'a'.repeat(121)} 01.01.1950`)).toMatch('Navnet er for langt')
  })

  test('a day must be in the calendar', () => {
    expect(read('Haugland 29.02.1948').success).toBe(true)
    expect(problem('Haugland 29.02.1949')).toMatch('Datoen finnes ikke')
    expect(problem('Haugland 31.04.1948')).toMatch('Datoen finnes ikke')
    expect(problem('Haugland 00.01.1948')).toMatch('Datoen finnes ikke')
  })

  test.each([
    'Haugland 150348',
    'Haugland 15.03.48',
    'Haugland 15.03.1948 16.03.1948',
    'Haugland 15834820088',
    'Haugland 15.03.19481',
    'Haugland 7 15.03.1948',
  ])('%s is no name with one whole date', (query) => expect(problem(query)).toMatch('eller navn og fødselsdato'))

  test('born today is possible, tomorrow is not', () => {
    const born = (birthDate: string) => ({ query: { by: 'name', name: 'Haugland', birthDate } }) as const
    expect(decideNumber(born('2026-11-21'), 'demo', '2026-11-21').ok).toBe(true)
    expect(decideNumber(born('2026-11-22'), 'demo', '2026-11-21')).toEqual({ ok: false, refusal: 'future_birth' })
  })

  test('in a list there is nothing to scan', () => {
    const find = (query: string) => findInput.safeParse({ query })
    expect(find(`SL1${token}`).error?.issues[0]?.message).toMatch('Kort leses i mottaket')
    expect(find('15834820088').success && find('Haugland 15.03.1948').success).toBe(true)
  })
})

describe('which numbers an installation takes', () => {
  const real = { query: { by: 'number', number: '15034820000', synthetic: false } } as const
  const invented = { query: { by: 'number', number: '15834820088', synthetic: true } } as const
  const card = { query: { by: 'card', token } } as const
  const today = '2026-11-21'

  test('production takes real ones only', () => {
    expect(decideNumber(real, 'production', today).ok).toBe(true)
    expect(decideNumber(invented, 'production', today)).toEqual({ ok: false, refusal: 'synthetic_number' })
  })

  test.each(['demo', 'test'] as const)('%s takes invented ones only', (deployment) => {
    expect(decideNumber(invented, deployment, today).ok).toBe(true)
    expect(decideNumber(real, deployment, today)).toEqual({ ok: false, refusal: 'real_number' })
  })

  test('a card says nothing of its number', () => {
    for (const deployment of ['production', 'demo'] as const)
      expect(decideNumber(card, deployment, today).ok).toBe(true)
  })
})

test('nothing but the query is taken from the form', () => {
  expect(checkInput.safeParse({ query: '15834820088', role: 'ORG_ADMIN' }).success).toBe(false)
  expect(checkInput.safeParse({}).success).toBe(false)
  expect(checkInput.safeParse({ query: ['15834820088'] }).success).toBe(false)
})
