import { expect, test } from 'vitest'
import { phoneNumber } from '#lib/fields'
import { phonesInput } from '#lib/organisation-settings/schema'
import { phonesText } from '#lib/organisation-settings/text'

const read = (text: string) => {
  const parsed = phoneNumber('nei').safeParse(text)
  return parsed.success ? parsed.data : null
}

test.each([
  ['55004240', '55 00 42 40'],
  [' 55 00 42 40 ', '55 00 42 40'],
  ['+47 41234567', '412 34 567'],
  ['004799887766', '998 87 766'],
  ['80012345', '800 12 345'],
  ['05300', '05300'],
  ['116 117', '116117'],
])('%s is the number %s', (text, number) => {
  expect(read(text)).toBe(number)
})

test.each([
  '',
  '113',
  '1234567',
  '12345678',
  '550042401',
  '+46 8 123 456 78',
  '55 00 42 4O',
  '０５３００',
  '15300',
  '5500424\u00000',
])('%j is no number that can be rung here', (text) => {
  expect(read(text)).toBeNull()
})

test('a number at night needs one by day; one number is for day and night', () => {
  const given = { unit: '018f0000-0000-7000-8000-000000000000', seen: '0' }
  expect(phonesInput.safeParse({ ...given, phone: '', nightPhone: '55004240' }).success).toBe(false)
  expect(phonesInput.safeParse({ ...given, phone: '55004240', nightPhone: '' }).success).toBe(true)
  expect(phonesInput.safeParse({ ...given, phone: '', nightPhone: '' }).success).toBe(true)
  expect(phonesText({ phone: '55 00 42 40', nightPhone: null })).toBe('55 00 42 40 hele døgnet')
  expect(phonesText({ phone: '55 00 42 40', nightPhone: '55 00 42 40' })).toBe('55 00 42 40 hele døgnet')
  expect(phonesText({ phone: '55 00 42 40', nightPhone: '55 00 42 00' })).toBe('Dag 55 00 42 40, natt 55 00 42 00')
  expect(phonesText({ phone: null, nightPhone: null })).toBe('Ikke registrert')
})
