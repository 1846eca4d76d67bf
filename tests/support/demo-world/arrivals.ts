import type { WardKey } from '#tests/support/demo-world/organisations'
import type { normal } from '#tests/support/records/triage'
import type {
  ClearanceRole,
  Consciousness,
  DeviationReason,
  RefusalReason,
  TriageColour,
} from '#prisma/generated/enums'

/** Minutes from arrival. */
type After = { after: number }

/** What was found in reception: the values of NEWS2 that were not the normal ones and what all come to, or a colour. */
export type TriageLife = After &
  (
    | { colour: TriageColour }
    | {
        score: number
        /** Treat first. */
        unsafe?: true
        values: Partial<Record<Exclude<keyof typeof normal, Exact>, number>> & {
          scale?: 'TWO'
          scaleDecidedBy?: string
          oxygen?: true
          consciousness?: Consciousness
        }
        cleared?: After & { by: string; role: ClearanceRole }
      }
  )
type Exact = 'scale' | 'oxygen' | 'consciousness' | 'score'

/** The way to a ward, the patient's own unless it was another; who comes to the ward is received there. */
export type FastTrackLife = { started: number; steps?: readonly StepLife[] }

export type StepLife = After &
  (
    | { kind: 'ACCEPTED' | 'CANCELLED' }
    | { kind: 'DELAYED'; minutes: number }
    | { kind: 'REFUSED'; refusal: RefusalReason }
    /** To be moved to the own ward so many days from today. */
    | { kind: 'REDIRECTED'; to: WardKey; deviation: DeviationReason; moveIn: number }
  )

/** Sick, but not so that treatment comes before everything else. */
const usualValues = [
  { values: { respiration: 22, saturation: 95 }, score: 3 },
  { values: { respiration: 21, pulse: 96 }, score: 3 },
  { values: { pulse: 112, temperature: 38.4 }, score: 3 },
  { values: { systolic: 108, pulse: 94 }, score: 2 },
] as const satisfies readonly Omit<Extract<TriageLife, { score: number }>, 'after'>[]

/** NEWS2 is not for children. */
export const usualTriage = (chance: number, isChild: boolean): TriageLife => {
  const after = 4 + (chance % 4)
  return isChild ? { after, colour: 'YELLOW' } : { after, ...(usualValues[chance % 4] ?? usualValues[0]) }
}

/** Asked when triage is done, and a yes within a few minutes. */
export const usualTrack = (chance: number, triaged: number): FastTrackLife => ({
  started: triaged + 2 + (chance % 3),
  steps: [{ kind: 'ACCEPTED', after: triaged + 5 + (chance % 4) }],
})
