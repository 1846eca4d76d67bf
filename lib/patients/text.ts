import { showDate } from '#lib/dates'
import type { NumberRefusal } from '#lib/patients/rules'
import type { CardCheck, Check, VipCheck } from '#lib/patients/schema'

export const numberRefusalText: Record<NumberRefusal, string> = {
  real_number: 'Dette er et ekte fødselsnummer. Denne installasjonen tar bare oppdiktede. Nummeret er ikke slått opp.',
  synthetic_number: 'Dette er et oppdiktet nummer. Det kan ikke brukes her.',
  future_birth: 'Fødselsdatoen er ikke kommet ennå. Se om året er riktig.',
}

/** What the form itself has to say. */
export const checkText = {
  misread: 'Skjemaet ble ikke forstått. Last siden på nytt og prøv igjen.',
  noAnswer: 'Samløp svarer ikke. Følg vanlig mottak, og prøv igjen. Hjelper det ikke, last siden på nytt.',
  failed: (reference: string) =>
    `Oppslaget ble ikke ferdig. Følg vanlig mottak, og prøv igjen. Referanse: ${reference}`,
  logged: (outcome?: Check['outcome']) => {
    if (!outcome) return 'Hvert oppslag lagres i innsynsloggen som øyeblikkelig hjelp. Pasienten kan se det.'
    if (outcome === 'unknown' || outcome === 'many') return 'Oppslaget er lagret i innsynsloggen.'
    return 'Oppslaget er lagret i innsynsloggen som øyeblikkelig hjelp. Pasienten kan se det.'
  },
}

/** A card that no longer counts may be in the wrong hands. */
export const isBadCard = (card: CardCheck | undefined) => Boolean(card?.scanned && card.status !== 'ISSUED')
const badCard = 'Kortet som ble skannet, gjelder ikke. Spør om navn og fødselsdato.'

/** More than one hit on name and birth date: no list and no count. */
export const severalText = 'Flere passer – bruk fødselsnummer'

export const unknownText: Record<Check['by'], string> = {
  number: 'Fant ingen pasient med dette nummeret',
  name: 'Fant ingen pasient med dette navnet og denne fødselsdatoen',
  card: 'Fant ingen pasient med dette kortet',
}

/** What a screen reader says when the answer is there; the most important words first. */
export function announcement(check: Check): string {
  switch (check.outcome) {
    case 'vip':
      return `VIP-pasient ${check.patient.name}. ${check.ward.name}, telefon ${check.ward.phone ?? 'mangler'}. ${isBadCard(check.card) ? badCard : `${cardText(check.card)}.`}`
    case 'none':
      return `Ingen VIP-status. ${check.patient.name}.${check.patient.deceased ? ' Registrert som død.' : ''}${isBadCard(check.card) ? ` ${badCard}` : ''}`
    case 'blocked':
      return 'Opplysninger er sperret av pasienten.'
    case 'many':
      return `${severalText}.`
    case 'unknown':
      return `${unknownText[check.by]}.`
  }
}

/** The state of the card, with what to do when it no longer counts. */
export function cardText(card: CardCheck | undefined): string {
  if (!card) return 'Ikke utstedt'
  const ended = card.endedAt ? showDate(card.endedAt) : ''
  switch (card.status) {
    case 'ISSUED':
      return `Gyldig til ${showDate(card.validUntil)}`
    case 'REVOKED':
      return `Sperret ${ended}. Be om nytt kort`
    case 'REPLACED':
      return `Byttet ut ${ended}. Be om det nye kortet`
    case 'EXPIRED':
      return `Gikk ut ${showDate(card.validUntil)}. Be om nytt kort`
  }
}

export function phaseText(phase: VipCheck['phase']): string {
  if (!phase) return 'Ikke satt'
  return `${phase.phase === 'UNSTABLE' ? 'Ustabil' : 'Stabil'} siden ${showDate(phase.since)}`
}
