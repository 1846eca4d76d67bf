import { z } from 'zod'
import { choice, line, localTime } from '#lib/fields'
import {
  ArrivalMode,
  Role,
  StayEventKind,
  StayEventReason,
  StayMark,
  StayStatus,
  type UnitKind,
  Urgency,
} from '#prisma/generated/enums'

export const stayParams = z.object({ id: z.uuid(), stay: z.uuid() })
export type StayParams = z.output<typeof stayParams>

const { WRONG_PERSON, REGISTERED_TWICE, DID_NOT_HAPPEN, OTHER } = StayEventReason
const { OWN_WARD, HIGHER_CARE, OTHER_SPECIALTY, ISOLATION, NO_BED, PATIENT_WISH } = StayEventReason
export const cancelReasons = [WRONG_PERSON, REGISTERED_TWICE, DID_NOT_HAPPEN] as const
export const moveReasons = [OWN_WARD, HIGHER_CARE, OTHER_SPECIALTY, ISOLATION, NO_BED, PATIENT_WISH, OTHER] as const
export const leaveReasons = [StayEventReason.HOME_VISIT, StayEventReason.EXAMINATION, OTHER] as const

export const whyMessage = 'Velg hvorfor.'
/** A few words of one's own; nobody has to. */
export const note = z
  .union([z.literal('').transform(() => null), line(200, 'Skriv fra 2 til 200 tegn, eller la feltet stå tomt.')])
  .optional()
  .transform((text) => text ?? null)

/** Every form names how many events it saw, so that nobody puts right what a colleague put right meanwhile. */
export const seen = { stay: z.uuid(), seen: z.coerce.number().int().min(1).max(100_000) }
export const cancelInput = z.strictObject({ ...seen, reason: choice(cancelReasons, whyMessage), note })
export const joinInput = z.strictObject({ ...seen, note })
export const leaveInput = z.strictObject({ ...seen, at: localTime, reason: choice(leaveReasons, whyMessage), note })
export const returnInput = z.strictObject({ ...seen, at: localTime, note })
export const moveInput = z.strictObject({
  ...seen,
  ward: z.uuid('Velg en avdeling.'),
  at: localTime,
  reason: choice(moveReasons, whyMessage),
  note,
})
export const deathInput = z.strictObject({
  ...seen,
  at: localTime,
  sure: z.literal('yes', 'Kryss av når du har kontrollert hvem det gjelder.'),
})

export type CancelInput = z.output<typeof cancelInput>
export type JoinInput = z.output<typeof joinInput>
export type LeaveInput = z.output<typeof leaveInput>
export type ReturnInput = z.output<typeof returnInput>
export type MoveInput = z.output<typeof moveInput>
export type DeathInput = z.output<typeof deathInput>

/** One event as the rules need it. */
export type Fact = {
  id: string
  kind: StayEventKind
  at: Date
  unitId: string | null
  replacesId: string | null
  reason: StayEventReason | null
  recordedAt: Date
  recordedById: string | null
}

export type Ward = { id: string; kind: UnitKind; organisationId: string; closedAt: Date | null }

/** A stay with everything that was ever written of it. */
export type StayFacts = {
  id: string
  patientId: string
  organisationId: string
  unitId: string | null
  status: StayStatus
  onLeaveSince: Date | null
  facts: Fact[]
  /** The ward that was chosen, when one was. */
  ward: Ward | null
  /** When the patient last left this hospital before this stay. */
  lastDischargedAt: Date | null
  /** Whether the patient is in the hospital in another stay. */
  openElsewhere: boolean
  /** The stay before, that this one may have been meant to go on as. */
  earlier: { id: string; unitId: string | null; discharge: string; dischargeUnitId: string | null } | null
}

const moment = z.iso.datetime({ offset: true })
const place = z.strictObject({ id: z.uuid(), name: z.string(), reception: z.boolean() })

const stayEvent = z.strictObject({
  id: z.uuid(),
  /** In which order it was written down, from 1. */
  turn: z.int(),
  kind: z.enum(StayEventKind),
  at: moment,
  unit: place.nullable(),
  urgency: z.enum(Urgency).nullable(),
  mode: z.enum(ArrivalMode).nullable(),
  reason: z.enum(StayEventReason).nullable(),
  note: z.string().nullable(),
  replacesId: z.uuid().nullable(),
  recordedAt: moment,
  recordedById: z.uuid().nullable(),
  by: z.string().nullable(),
  role: z.enum(Role).nullable(),
  byUnit: z.string().nullable(),
})
export type StayEventRow = z.output<typeof stayEvent>

export const stayDetail = z.strictObject({
  id: z.uuid(),
  status: z.enum(StayStatus),
  urgency: z.enum(Urgency),
  marks: z.array(z.enum(StayMark)),
  imported: z.boolean(),
  trust: z.string(),
  unit: place.nullable(),
  arrivedAt: moment.nullable(),
  onWardAt: moment.nullable(),
  onLeaveSince: moment.nullable(),
  dischargedAt: moment.nullable(),
  deceasedAt: moment.nullable(),
  events: z.array(stayEvent),
  wards: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
  /** When the stay before ended, if this one may be the same that went on. */
  earlierEnded: moment.nullable(),
})
export type StayDetail = z.output<typeof stayDetail>
