import { describe, expect, test } from 'vitest'
import { dayOf, now } from '#lib/clock'
import { line, localDay, localTime } from '#lib/fields'

const problem = (text: string) => localTime.safeParse(text).error?.issues[0]?.message

describe('a time as it is written', () => {
  test.each([
    ['22.11.2026 14.05', '2026-11-22T13:05:00.000Z'],
    ['22.11.2026 kl. 14:05', '2026-11-22T13:05:00.000Z'],
    ['2026-07-01T14:05', '2026-07-01T12:05:00.000Z'],
    ['25.10.2026 02.30 sommertid', '2026-10-25T00:30:00.000Z'],
    ['25.10.2026 02.30 vintertid', '2026-10-25T01:30:00.000Z'],
  ])('%s', (text, expected) => expect(localTime.parse(text).toISOString()).toBe(expected))

  test('the clock alone is today', () => {
    expect(dayOf(localTime.parse('14.05'))).toBe(dayOf(now()))
    expect(localTime.parse('1405')).toEqual(localTime.parse('kl. 14.05'))
  })

  test.each([
    ['', 'Skriv tiden som 22.11.2026 14.05, eller bare 14.05 for i dag.'],
    ['i går', 'Skriv tiden som 22.11.2026 14.05, eller bare 14.05 for i dag.'],
    ['22.11.2026', 'Skriv også klokkeslettet, for eksempel 22.11.2026 14.05.'],
    ['31.11.2026 14.05', 'Denne tiden finnes ikke. Skriv den som 22.11.2026 14.05.'],
    ['25.00', 'Denne tiden finnes ikke. Skriv den som 22.11.2026 14.05.'],
    ['29.03.2026 02.30', 'Denne tiden finnes ikke: klokken ble stilt fram denne natten.'],
    [
      '25.10.2026 02.30',
      'Denne tiden kom to ganger: klokken ble stilt tilbake. Skriv sommertid eller vintertid etter den.',
    ],
  ])('%s is asked for again', (text, message) => expect(problem(text)).toBe(message))
})

test('a day is one that exists', () => {
  expect(localDay('Nei').parse(' 24.11.2026 ')).toBe('2026-11-24')
  expect(localDay('Nei').safeParse('31.11.2026').success).toBe(false)
})

test('a line is trimmed, of two signs or more, and without signs that cannot be seen', () => {
  const name = line(5, 'Nei')
  expect(name.parse(' Bo ')).toBe('Bo')
  for (const text of ['B', 'Bobobo', 'B\0o', 'B\no', '\ud800\ud800', 'B\ufffdo'])
    expect(name.safeParse(text).success).toBe(false)
})
