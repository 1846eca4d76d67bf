import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { calendarFile } from '#lib/invitations/calendar'
import { readTime } from '#lib/local-time'

const uid = '019aa000-0000-7000-8000-000000000001'
const stamp = new Date('2026-11-22T10:00:00Z')

/** A meeting of an hour at a time on Norwegian clocks. */
function meeting(oslo: string, method: 'REQUEST' | 'CANCEL' = 'REQUEST', sequence = 0) {
  const time = readTime(oslo, 'Europe/Oslo')
  if (!time.ok) throw new Error(time.refusal)
  return { uid, method, sequence, startsAt: time.value, endsAt: new Date(time.value.getTime() + 3_600_000) }
}

/** What a calendar program reads from the file. */
function read(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file))
  const [event] = calendar.getAllSubcomponents('vevent')
  if (!event) throw new Error('No event')
  const start = event.getFirstPropertyValue('dtstart') as ICAL.Time | null
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: event.getFirstPropertyValue('uid'),
    sequence: event.getFirstPropertyValue('sequence'),
    status: event.getFirstPropertyValue('status'),
    summary: event.getFirstPropertyValue('summary'),
    location: event.getFirstPropertyValue('location'),
    description: event.getFirstPropertyValue('description'),
    attendees: event.getAllProperties('attendee').map((attendee) => String(attendee.getFirstValue()).toLowerCase()),
    start: start?.toJSDate().toISOString(),
    inUtc: start?.zone?.tzid === 'UTC',
    end: (event.getFirstPropertyValue('dtend') as ICAL.Time | null)?.toJSDate().toISOString(),
  }
}
const file = (facts: ReturnType<typeof meeting>) => calendarFile(facts, 'knut@lege.test', 'samlop@samlop.test', stamp)

test('an invitation says when, and nothing of whom, why, where and who else', () => {
  expect(read(file(meeting('24.11.2026 12.30')))).toEqual({
    method: 'REQUEST',
    uid: `${uid}@samlop`,
    sequence: 0,
    status: 'CONFIRMED',
    summary: 'Møte i Samløp',
    location: 'Se Samløp',
    description: null,
    attendees: ['mailto:knut@lege.test'],
    start: '2026-11-24T11:30:00.000Z',
    inUtc: true,
    end: '2026-11-24T12:30:00.000Z',
  })
})

// The clock is put forward in the night to 28 March 2027, and back in the night to 25 October 2026.
test.each([
  ['27.03.2027 12.30', '2027-03-27T11:30:00.000Z'],
  ['28.03.2027 01.30', '2027-03-28T00:30:00.000Z'],
  ['28.03.2027 03.30', '2027-03-28T01:30:00.000Z'],
  ['28.03.2027 12.30', '2027-03-28T10:30:00.000Z'],
  ['24.10.2026 12.30', '2026-10-24T10:30:00.000Z'],
  ['25.10.2026 12.30', '2026-10-25T11:30:00.000Z'],
  ['31.10.2026 12.30', '2026-10-31T11:30:00.000Z'],
])('%s on Norwegian clocks is %s in the file', (oslo, utc) => {
  const found = read(file(meeting(oslo)))
  expect(found).toMatchObject({ start: utc, inUtc: true })
  expect(file(meeting(oslo))).toMatch(/^DTSTART:\d{8}T\d{6}Z\r?$/m)
})

test('a change keeps the uid and raises the sequence; a cancellation takes the same event away', () => {
  const [request, update, cancel] = [
    meeting('24.11.2026 12.30'),
    meeting('25.11.2026 09.00', 'REQUEST', 1),
    meeting('25.11.2026 09.00', 'CANCEL', 2),
  ].map((facts) => read(file(facts)))
  expect([request?.uid, update?.uid, cancel?.uid]).toEqual(Array(3).fill(`${uid}@samlop`))
  expect([request?.sequence, update?.sequence, cancel?.sequence]).toEqual([0, 1, 2])
  expect(cancel).toMatchObject({ method: 'CANCEL', status: 'CANCELLED' })
})
