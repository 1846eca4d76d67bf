import { limits } from '#lib/triage/schema'
import type { News2Points, TriageRefusal } from '#lib/triage/rules'
import type { Consciousness, Spo2Scale, TriageColour } from '#prisma/generated/enums'

export const colourText: Record<TriageColour, string> = {
  RED: 'Rød',
  ORANGE: 'Oransje',
  YELLOW: 'Gul',
  GREEN: 'Grønn',
  BLUE: 'Blå',
}

export const consciousnessText: Record<Consciousness, string> = {
  ALERT: 'Våken',
  CONFUSED: 'Nyoppstått forvirring',
  VOICE: 'Reagerer på tiltale',
  PAIN: 'Reagerer på smerte',
  UNRESPONSIVE: 'Reagerer ikke',
}

export const scaleText: Record<Spo2Scale, string> = { ONE: 'Skala 1', TWO: 'Skala 2 (legebesluttet, mål 88–92 %)' }

export const parameterText: Record<keyof News2Points, string> = {
  respiration: limits.respiration.name,
  saturation: limits.saturation.name,
  oxygen: 'Oksygen',
  systolic: 'Systolisk',
  pulse: limits.pulse.name,
  consciousness: 'Bevissthet',
  temperature: limits.temperature.name,
}

export const triageRefusalText: Record<TriageRefusal, string> = {
  left_reception: 'Pasienten er ikke lenger i mottak. Verdiene er ikke lagret.',
  too_young: 'NEWS2 brukes ikke for pasienter under 16 år. Bruk annen triage.',
  pregnant: 'NEWS2 brukes ikke ved graviditet. Bruk annen triage.',
  scale_undecided: 'Skala 2 krever en leges beslutning. Skriv navnet på legen, eller velg skala 1.',
  nothing_to_clear: 'Det er ingenting å avklare nå. Se hva som står på siden.',
  cleared_time: 'Tiden for avklaringen må være etter triage, og ikke fram i tid.',
}

export const triageRefusalField: Partial<Record<TriageRefusal, string>> = {
  pregnant: 'pregnant',
  scale_undecided: 'scaleDecidedBy',
  cleared_time: 'clearedAt',
}

/** The result in a few words. */
export const resultText = ({ score, colour }: { score: number | null; colour: TriageColour | null }) =>
  colour ? `Triage: ${colourText[colour].toLowerCase()}` : `NEWS2: ${score} poeng`
