import { z } from 'zod'
import type { BoardRun, WardChoice } from '#lib/boards/schema'
import { choice, localTime } from '#lib/fields'
import type { VipCheck } from '#lib/patients/schema'
import type { RecommendingHere } from '#lib/recommendations/schema'
import {
  ArrivalMode,
  type ClearanceRole,
  type Consciousness,
  type Phase,
  type Spo2Scale,
  type TriageColour,
  type TriageKind,
  Urgency,
} from '#prisma/generated/enums'

const { IMMEDIATE, WITHIN_6_HOURS, WITHIN_24_HOURS } = Urgency

/** What can be chosen in reception; planned and returned patients come another way. */
export const urgencies = [IMMEDIATE, WITHIN_6_HOURS, WITHIN_24_HOURS] as const
export const modes = Object.values(ArrivalMode)

/** An arrival is registered by the look-up that found the patient, so that no form carries who it is. */
export const registerInput = z.strictObject({
  lookUp: z.uuid(),
  at: localTime,
  urgency: choice(urgencies, 'Velg hvor mye det haster.'),
  mode: z
    .union([z.enum(modes), z.literal('')], 'Velg hvordan pasienten kom.')
    .transform((mode) => (mode === '' ? null : mode)),
  fastTrack: z.enum(['yes', 'no']).transform((answer) => answer === 'yes'),
})
export type RegisterInput = z.output<typeof registerInput>

export const stayInput = z.strictObject({ stay: z.uuid() })
export type StayInput = z.output<typeof stayInput>

/** The newest triage of an arrival, as it was recorded. */
export type TriageView = {
  kind: TriageKind
  respiration: number | null
  saturation: number | null
  scale: Spo2Scale | null
  scaleDecidedBy: string | null
  oxygen: boolean | null
  systolic: number | null
  pulse: number | null
  consciousness: Consciousness | null
  temperature: number | null
  score: number | null
  colour: TriageColour | null
  unsafe: boolean
  recordedAt: Date
  recordedBy: string
  clearance: { clearedBy: string; clearedRole: ClearanceRole; clearedAt: Date } | null
}

/** A patient in reception, as far as the arrival opens the record. */
export type ArrivalView = Pick<VipCheck, 'patient' | 'ownPage' | 'notes'> & {
  id: string
  patientId: string
  arrivedAt: Date
  urgency: Urgency
  arrivalMode: ArrivalMode | null
  /** The event that says when, how many there are of the stay, and who put the time right that stood before. */
  arrival: { event: string; seen: number; corrected: { by: string; at: Date; before: Date } | null } | null
  /** The own ward of a VIP patient. */
  ward: (VipCheck['ward'] & { id: string }) | null
  phase: { phase: Phase; since: Date } | null
  triage: TriageView | null
  run: BoardRun | null
  wards: WardChoice[]
  /** For recommending a meeting; null where this opens nothing, or where the patient has VIP status. */
  recommending: RecommendingHere | null
}
