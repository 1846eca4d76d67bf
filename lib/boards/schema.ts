import { z } from 'zod'
import {
  DeviationReason,
  FastTrackStatus,
  Phase,
  RefusalReason,
  StayStatus,
  TriageColour,
} from '#prisma/generated/enums'

const moment = z.coerce.date().transform((at) => at.toISOString())
const day = z.coerce.date().transform((at) => at.toISOString().slice(0, 10))
const place = z.strictObject({ id: z.uuid(), name: z.string(), phone: z.string().nullable() })

const run = z.strictObject({
  id: z.uuid(),
  version: z.number(),
  status: z.enum(FastTrackStatus),
  targetMinutes: z.number(),
  askedAt: moment,
  answeredAt: moment.nullable(),
  expectedAt: moment.nullable(),
  refusal: z.enum(RefusalReason).nullable(),
  deviation: z.enum(DeviationReason).nullable(),
  moveOn: day.nullable(),
  ward: place,
})
export type BoardRun = z.output<typeof run>

const triage = z.strictObject({
  at: moment,
  score: z.number().nullable(),
  colour: z.enum(TriageColour).nullable(),
  /** Treat first, and nobody has cleared it. */
  standing: z.boolean(),
})
export type BoardTriage = z.output<typeof triage>

const stay = z.strictObject({
  id: z.uuid(),
  status: z.enum(StayStatus),
  arrivedAt: moment.nullable(),
  onWardAt: moment.nullable(),
  onLeaveSince: moment.nullable(),
  unit: z.strictObject({ id: z.uuid(), name: z.string() }),
})

/** One patient on a board, as the database answers and the browser shows: names and times, never a number. */
const boardRow = z.strictObject({
  patientId: z.uuid(),
  name: z.string(),
  birthDate: day,
  vipWard: place.nullable(),
  phase: z.strictObject({ phase: z.enum(Phase), since: moment }).nullable(),
  lastDischargedAt: moment.nullable(),
  stay: stay.nullable(),
  triage: triage.nullable(),
  run: run.nullable(),
})
export type BoardRow = z.output<typeof boardRow>

/** A ward that may be asked instead. */
const wardChoice = z.strictObject({ id: z.uuid(), name: z.string() })
export type WardChoice = z.output<typeof wardChoice>

export const boardAnswer = z.tuple([
  z.strictObject({ target: z.number(), wards: z.array(wardChoice), rows: z.array(boardRow) }),
])

export type Board = {
  /** When the database was asked, by the server's clock. */
  at: string
  /** Minutes from arrival to the ward that the hospital aims at. */
  target: number
  /** The unit whose board it is; null for the flow of a whole trust. */
  unitId: string | null
  /** Which session and unit it is shown to; pages of another one do not listen with it. */
  scope: string
  rows: BoardRow[]
  wards: WardChoice[]
}
