import type { Flag, FlagDetail } from '#lib/log-flags/schema'
import { blockReasonText, emergencyReasonText } from '#lib/emergency-access/text'
import type { LogFlagFinding, LogFlagKind } from '#prisma/generated/enums'

export const kindText: Record<LogFlagKind, string> = {
  BLOCK_OPENED: 'Åpnet det pasienten hadde sperret',
  BREAK_GLASS: 'Nødtilgang',
  MANY_PATIENTS: 'Mange pasienter på kort tid',
  OWN_RECORD: 'Egen journal',
  SAME_NAME: 'Samme etternavn',
}

/** What the controller is to find out. */
export const questionText: Record<LogFlagKind, string> = {
  BLOCK_OPENED: 'Var det nødvendig å åpne det pasienten hadde sperret?',
  BREAK_GLASS: 'Trengte den som åpnet, opplysningene for å hjelpe pasienten?',
  MANY_PATIENTS: 'Var det grunn til å slå opp så mange? En stor hendelse i mottaket kan se slik ut.',
  OWN_RECORD: 'Egen journal leses som pasient, ikke på jobb.',
  SAME_NAME: 'Er de i slekt? Ble pasienten tatt imot etterpå?',
}

export const findingText: Record<LogFlagFinding, string> = {
  JUSTIFIED: 'Grunngitt',
  NOT_JUSTIFIED: 'Ikke grunngitt',
  FOLLOWED_UP: 'Fulgt opp med leder',
  REPORTED: 'Meldt videre som avvik',
}

/** Whom or how many it is about, beside the kind. */
export function aboutText({ reason, patients, ongoing }: Flag) {
  if (patients !== null) return patients > 30 ? 'Mer enn 30 pasienter på 10 minutter' : null
  const why = reason && { ...blockReasonText, ...emergencyReasonText }[reason]
  return [why, ongoing && 'pågår nå'].filter(Boolean).join(', ') || null
}

export const endCauseText: Record<NonNullable<NonNullable<FlagDetail['emergency']>['endCause']>, string> = {
  BY_HAND: 'avsluttet av den som åpnet',
  TIME: 'avsluttet etter 4 timer',
  SESSION: 'avsluttet da økten tok slutt',
}

/** That there is something about oneself is said, what it is is not. */
export function aboutYouText(count: number, another: boolean) {
  const what = count === 1 ? 'Ett varsel gjelder deg selv' : `${count} varsler gjelder deg selv`
  return another
    ? `${what}. Du kan ikke se eller avgjøre det; den andre loggkontrolløren gjør det.`
    : `${what}. Du kan ikke se eller avgjøre det, og organisasjonen har ingen annen loggkontrollør. Be administratoren om å gi rollen til en til.`
}

export const decideRefusalText = {
  not_found: 'Varselet finnes ikke lenger i listen din.',
  conflict: 'En annen har avgjort dette samtidig. Last siden på nytt og se hva som står.',
}
