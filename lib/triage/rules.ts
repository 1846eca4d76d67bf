import { ageOn } from '#lib/dates'
import { isClearedInTime, type Standing } from '#lib/fast-tracks/rules'
import { ok, refuse, type Result } from '#lib/result'
import type { ClearInput, ColourInput, NewsInput } from '#lib/triage/schema'
import type { Consciousness, Spo2Scale, StayStatus, TriageColour } from '#prisma/generated/enums'

/** Points for the highest value that still belongs to a step; the last step has no end. */
type Step = readonly [upTo: number, points: number]

/** NEWS2, Royal College of Physicians 2017; decisions.md 32. */
const steps = {
  respiration: [
    [8, 3],
    [11, 1],
    [20, 0],
    [24, 2],
    [Infinity, 3],
  ],
  saturationOne: [
    [91, 3],
    [93, 2],
    [95, 1],
    [Infinity, 0],
  ],
  saturationTwo: [
    [83, 3],
    [85, 2],
    [87, 1],
    [Infinity, 0],
  ],
  saturationTwoOnOxygen: [
    [83, 3],
    [85, 2],
    [87, 1],
    [92, 0],
    [94, 1],
    [96, 2],
    [Infinity, 3],
  ],
  systolic: [
    [90, 3],
    [100, 2],
    [110, 1],
    [219, 0],
    [Infinity, 3],
  ],
  pulse: [
    [40, 3],
    [50, 1],
    [90, 0],
    [110, 1],
    [130, 2],
    [Infinity, 3],
  ],
  temperature: [
    [35, 3],
    [36, 1],
    [38, 0],
    [39, 1],
    [Infinity, 2],
  ],
} as const satisfies Record<string, readonly Step[]>

const pointsOf = (value: number, table: readonly Step[]) => table.find(([upTo]) => value <= upTo)?.[1] ?? 0

/** Breaths and beats a minute, per cent, mmHg, degrees Celsius with one decimal. */
export type News2Values = {
  respiration: number
  saturation: number
  scale: Spo2Scale
  oxygen: boolean
  systolic: number
  pulse: number
  consciousness: Consciousness
  temperature: number
}
export type News2Points = Record<Exclude<keyof News2Values, 'scale'>, number>

/** The points of each of the seven parameters. */
export function news2Points(values: News2Values): News2Points {
  const { respiration, saturation, scale, oxygen, systolic, pulse, consciousness, temperature } = values
  const onScaleTwo = oxygen ? steps.saturationTwoOnOxygen : steps.saturationTwo
  return {
    respiration: pointsOf(respiration, steps.respiration),
    saturation: pointsOf(saturation, scale === 'ONE' ? steps.saturationOne : onScaleTwo),
    oxygen: oxygen ? 2 : 0,
    systolic: pointsOf(systolic, steps.systolic),
    pulse: pointsOf(pulse, steps.pulse),
    consciousness: consciousness === 'ALERT' ? 0 : 3,
    temperature: pointsOf(temperature, steps.temperature),
  }
}

export const scoreOf = (points: News2Points) => Object.values(points).reduce((sum, one) => sum + one, 0)

/** Five or more in all, or three in one parameter: treat first. */
export const isUnsafe = (points: News2Points) => scoreOf(points) >= 5 || Object.values(points).includes(3)

/** NEWS2 is made for grown-ups; under sixteen another triage is required. */
export const mayUseNews2 = (birthDate: string, today: string) => ageOn(birthDate, today) >= 16

export type TriageRefusal =
  | 'left_reception'
  | 'too_young'
  | 'pregnant'
  | 'scale_undecided'
  | 'nothing_to_clear'
  | 'cleared_time'
export type Triaging = { status: StayStatus; birthDate: string; today: string }

const isHere = (status: StayStatus) => status === 'ARRIVED' || status === 'IN_RECEPTION'

export type TriageChange = (
  | ({ kind: 'NEWS2'; score: number } & News2Values & { scaleDecidedBy: string | null })
  | { kind: 'COLOUR'; colour: TriageColour }
) & {
  unsafe: boolean
}

export function decideNews2(
  { status, birthDate, today }: Triaging,
  input: NewsInput,
): Result<TriageChange, TriageRefusal> {
  const { stay: _, pregnant, scaleDecidedBy, ...values } = input
  if (!isHere(status)) return refuse('left_reception')
  if (!mayUseNews2(birthDate, today)) return refuse('too_young')
  if (pregnant === 'yes') return refuse('pregnant')
  // Scale 2 is a physician's decision for one patient, never a nurse's guess.
  if (values.scale === 'TWO' && !scaleDecidedBy) return refuse('scale_undecided')
  const points = news2Points(values)
  const decidedBy = values.scale === 'TWO' ? scaleDecidedBy : null
  return ok({ kind: 'NEWS2', ...values, scaleDecidedBy: decidedBy, score: scoreOf(points), unsafe: isUnsafe(points) })
}

export function decideColour({ status }: Triaging, { colour }: ColourInput): Result<TriageChange, TriageRefusal> {
  return isHere(status) ? ok({ kind: 'COLOUR', colour, unsafe: colour === 'RED' }) : refuse('left_reception')
}

/** The band comes down when somebody has said so, and that after the triage that raised it. */
export function decideClear(
  { standing }: { standing: Standing },
  { clearedBy, clearedRole, clearedAt }: ClearInput,
  time: Date,
): Result<{ triageId: string } & Omit<ClearInput, 'stay'>, TriageRefusal> {
  if (!standing) return refuse('nothing_to_clear')
  if (!isClearedInTime(standing.at, clearedAt, time)) return refuse('cleared_time')
  return ok({ triageId: standing.triageId, clearedBy, clearedRole, clearedAt })
}
