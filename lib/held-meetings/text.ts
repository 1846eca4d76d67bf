import { earliestMinutes, type HoldRefusal, type Lack } from '#lib/held-meetings/rules'
import type { Capacity, MeetingPurpose } from '#prisma/generated/enums'

export const purposeTitle: Record<MeetingPurpose, string> = {
  VIP_DECISION: 'Samarbeidsmøte',
  DISCHARGE_PLANNING: 'Utskrivningsmøte',
  EVALUATION: 'Evalueringsmøte',
  NETWORK: 'Nettverksmøte',
}

export const capacityText: Record<Capacity, string> = {
  PATIENT: 'Pasient',
  REPRESENTATIVE: 'Svarer for pasienten',
  NEXT_OF_KIN: 'Pårørende',
  GP: 'Fastlege',
  MUNICIPALITY: 'Kommune',
  HOSPITAL: 'Sykehus',
  OTHER: 'Andre',
}

/** What is missing before the meeting can say yes, and what to do about it. */
export const lackText: Record<Lack, string> = {
  PATIENT: 'Pasienten er ikke med. Skriv grunnen under «Kom ikke».',
  VIEW: 'Pasienten er ikke med, og pasientens eget syn er ikke skrevet.',
  MUNICIPALITY: 'Kommunen er ikke med, og har ikke sendt uttalelse.',
  GP: 'Fastlegen er ikke med, og har ikke sendt uttalelse.',
  HOSPITAL: 'Sykehuset er ikke med, og har ikke sendt uttalelse.',
}

export const holdRefusalText: Record<HoldRefusal | 'has_gp', string> = {
  not_yours: 'Bare den som leder møtet, kan gjøre dette.',
  signed: 'Referatet er signert. Det som står, kan ikke endres.',
  no_time: 'Tiden for møtet er ikke bestemt ennå.',
  too_early: `Møtet har ikke begynt. Du kan føre det fra ${earliestMinutes} minutter før.`,
  has_gp: 'Pasienten står på listen til en fastlege.',
}

export const noteConflictText = 'To har skrevet samtidig. Begge tekstene er tatt vare på, se under notatet.'
