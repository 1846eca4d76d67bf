import 'server-only'
import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { CalendarFacts } from '#lib/invitations/schema'

/**
 * A calendar file for one recipient: no word of whom or what the meeting is about, nobody else who comes, and not where.
 * Times are written in UTC, so that no calendar has to know our zone.
 * @param sender the address that mails come from
 * @param stamp when it was written
 */
export function calendarFile(facts: CalendarFacts, recipient: string, sender: string, stamp: Date): string {
  const off = facts.method === 'CANCEL'
  const calendar = ical({
    prodId: { company: 'Samløp', product: 'Samløp', language: 'NB' },
    method: off ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  })
  calendar.createEvent({
    id: `${facts.uid}@samlop`,
    sequence: facts.sequence,
    start: facts.startsAt,
    end: facts.endsAt,
    stamp,
    summary: 'Møte i Samløp',
    location: 'Se Samløp',
    status: off ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: 'Samløp', email: sender },
    attendees: [{ email: recipient, role: ICalAttendeeRole.REQ, status: ICalAttendeeStatus.NEEDSACTION, rsvp: false }],
  })
  return calendar.toString()
}
