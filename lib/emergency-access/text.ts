import type { BlockRefusal, OpeningRefusal } from '#lib/emergency-access/rules'
import type { BlockReason, EmergencyReason } from '#prisma/generated/enums'

export const emergencyReasonText: Record<EmergencyReason, string> = {
  DANGER_TO_LIFE: 'Fare for liv eller helse nå',
  CANNOT_ANSWER: 'Pasienten kan ikke svare for seg',
  CALLED_IN: 'Jeg er tilkalt til pasienten',
  OTHER: 'Noe annet',
}

export const blockReasonText: Record<BlockReason, string> = {
  DANGER_TO_LIFE: 'Fare for liv eller alvorlig helseskade',
  CANNOT_BE_ASKED: 'Pasienten kan ikke spørres, og det haster',
  PATIENT_AGREES: 'Pasienten sier ja nå',
}

export const openingRefusalText: Record<OpeningRefusal | 'not_found', string> = {
  not_found: 'Vi fant ingen pasient. Se om fødselsnummeret er riktig. Forsøket er lagret i innsynsloggen.',
  own_record: 'Du kan ikke bruke nødtilgang til din egen journal. Logg inn som pasient for å se den.',
  limited:
    'Du har åpnet mange pasienter på kort tid. Vent ti minutter, eller be en kollega om hjelp. Loggkontrolløren får beskjed.',
  not_needed: 'Du har allerede tilgang til denne pasienten gjennom arbeidet ditt. Finn pasienten under Pasienter.',
  already_open: 'Nødtilgangen er allerede åpen. Last siden på nytt for å se den.',
}

export const blockRefusalText: Record<BlockRefusal | 'not_found', string> = {
  not_found: 'Nødtilgangen er avsluttet. Åpne den på nytt først.',
  nothing_blocked: 'Det er ikke lenger noe som er sperret her. Last siden på nytt.',
  already_opened: 'Det sperrede er allerede åpnet. Pasienten kan ha sperret mer etterpå; det åpnes ikke herfra.',
}

export const endRefusalText = { not_found: 'Nødtilgangen er allerede avsluttet.' }

export const findRefusalText = {
  not_found: 'Skriv fødselsnummeret, 11 sifre. Nødtilgang gjelder én bestemt pasient.',
  number_only: 'Skriv fødselsnummeret, 11 sifre. Nødtilgang gjelder én bestemt pasient.',
  limited: openingRefusalText.limited,
}

/** `3 t 12 min igjen`; what is left of the last minute is a minute. */
export function leftText(minutes: number) {
  const [hours, rest] = [Math.floor(Math.max(1, minutes) / 60), Math.max(1, minutes) % 60]
  if (!hours) return `${rest}\u00a0min igjen`
  return rest ? `${hours}\u00a0t ${rest}\u00a0min igjen` : `${hours}\u00a0t igjen`
}
