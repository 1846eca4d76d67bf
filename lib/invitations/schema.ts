import { z } from 'zod'

/** What became of a meeting that everybody who takes part is told of. */
export const meetingNews = ['CALLED', 'CONFIRMED', 'CHANGED', 'CANCELLED'] as const
export type MeetingNews = (typeof meetingNews)[number]

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

/** What a calendar file is made of; the participant's own part of the meeting. */
export const calendarFacts = z.object({
  /** The same for all files of one meeting. */
  uid: z.uuid(),
  method: z.enum(['REQUEST', 'CANCEL']),
  sequence: z.int().min(0),
  startsAt: moment,
  endsAt: moment,
})
export type CalendarFacts = z.output<typeof calendarFacts>
