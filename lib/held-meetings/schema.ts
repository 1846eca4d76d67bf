import { z } from 'zod'
import { choice, line, paragraph } from '#lib/fields'
import type {
  Capacity,
  ConsentMethod,
  DecisionOutcome,
  MeasureStatus,
  MeetingPurpose,
  MeetingStatus,
  RelationKind,
  RepresentationKind,
} from '#prisma/generated/enums'

export const holdParams = z.object({ id: z.uuid() })
export type HoldParams = z.output<typeof holdParams>

/** Which item of the agenda is open; the first one when the address says nothing that can be read. */
export const holdQuery = z.object({ punkt: z.coerce.number().int().min(1).max(100).catch(1) })

const version = z.coerce.number().int().min(1).max(1_000_000)
/** Nothing, or words; a form without JavaScript sends the empty text. */
const maybe = (max: number, message: string) => z.union([z.literal('').transform(() => null), line(max, message)])

export const longestNote = 20_000
export const noteInput = z.strictObject({
  meeting: z.uuid(),
  item: z.uuid(),
  seen: version,
  text: paragraph(0, longestNote, ''),
  /** Texts that were saved beside and that this one has taken in, parted by commas. */
  settles: z
    .string()
    .max(2_000)
    .transform((ids) => ids.split(',').filter(Boolean))
    .pipe(z.array(z.uuid()).max(50))
    .optional(),
  /** The item to go on to. */
  next: z.coerce.number().int().min(1).max(100).optional(),
})
export type NoteInput = z.output<typeof noteInput>

export const attendanceInput = z
  .strictObject({
    participant: z.uuid(),
    seen: version,
    came: choice(['yes', 'no'], 'Velg om deltakeren er til stede.'),
    reason: maybe(300, 'Skriv grunnen med 2 til 300 tegn.').optional(),
  })
  .transform(({ came, ...rest }) => ({ ...rest, came: came === 'yes' }))
export type AttendanceInput = z.output<typeof attendanceInput>

export const noGpInput = z.strictObject({ meeting: z.uuid(), seen: version })
export type NoGpInput = z.output<typeof noGpInput>

export const viewInput = z.strictObject({
  meeting: z.uuid(),
  text: paragraph(2, 6_000, 'Skriv hva pasienten mener, med minst 2 tegn.'),
  helper: maybe(200, 'Skriv navnet med 2 til 200 tegn.'),
})
export type ViewInput = z.output<typeof viewInput>

type Name = { givenName: string; familyName: string }
type Place = { organisation: { name: string } | null; unit: { name: string } | null }

/** The one screen of a meeting that goes on. */
export type HeldMeeting = {
  id: string
  patientId: string
  purpose: MeetingPurpose
  status: MeetingStatus
  wardId: string | null
  chairId: string
  startsAt: Date | null
  endsAt: Date | null
  place: string | null
  videoUrl: string | null
  noGpAt: Date | null
  version: number
  standing: 'leads' | 'keeps' | null
  patient: { id: string; givenName: string; familyName: string }
  seats: readonly (Place & {
    id: string
    personId: string | null
    organisationId: string | null
    capacity: Capacity
    name: string
    mandate: boolean
    attended: boolean | null
    absenceReason: string | null
    wrote: boolean
    version: number
  })[]
  items: readonly {
    id: string
    title: string
    minutes: number
    note: string
    version: number
    presenter: { name: string } | null
    /** Texts that were saved beside and wait to be put together with the note. */
    notes: readonly { id: string; text: string; writtenAt: Date; writtenBy: Name }[]
  }[]
  view: { text: string; helper: string | null; writtenAt: Date } | null
  measures: readonly {
    id: string
    goal: string | null
    text: string
    responsible: string
    startsOn: Date | null
    dueOn: Date
    status: MeasureStatus
    agreedAt: Date | null
    version: number
  }[]
  decision: {
    ordinal: number
    outcome: DecisionOutcome
    wardId: string | null
    reviewOn: Date | null
    reason: string
    criteriaMet: number[]
    decidedAt: Date
    decidedBy: Name
    ward: { name: string } | null
  } | null
  answer: { agrees: boolean; method: ConsentMethod; givenAt: Date; representation: { person: Name } | null } | null
  representations: readonly { id: string; kind: RepresentationKind; person: Name }[]
  careTeam: readonly { id: string; kind: RelationKind; organisation: { name: string }; unit: { name: string } | null }[]
  wards: readonly { id: string; name: string }[]
  criteria: {
    id: string
    number: number
    proposedAt: Date | null
    rows: readonly { position: number; text: string }[]
  } | null
  /** How many editions of the minutes there are. */
  editions: number
}
