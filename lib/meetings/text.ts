import type { CallRefusal, SeatRefusal } from '#lib/meetings/rules'
import type { ReasonCode } from '#lib/meetings/schema'
import type { MeetingPurpose, MeetingStatus } from '#prisma/generated/enums'

export const reasonText: Record<ReasonCode, string> = {
  MANY_STAYS: 'Mange innleggelser',
  UNSTABLE: 'Ustabil over tid',
  BOTH_LEVELS: 'Trenger hjelp fra sykehus og kommune',
  NO_PLAN: 'Mangler felles plan',
  WISH: 'Pasienten ønsker det',
}

/** What kind of meeting it is, in a heading. */
export const meetingText: Record<MeetingPurpose, string> = {
  VIP_DECISION: 'Samarbeidsmøte om VIP-status',
  DISCHARGE_PLANNING: 'Møte om utskrivning',
  EVALUATION: 'Evalueringsmøte',
  NETWORK: 'Nettverksmøte',
}

export const statusText: Record<MeetingStatus, string> = {
  DRAFT: 'Utkast',
  CALLED: 'Innkalt, tid er ikke valgt',
  CONFIRMED: 'Tid er valgt',
  HELD: 'Holdt',
  MINUTES_SIGNED: 'Referatet er signert',
  CANCELLED: 'Avlyst',
}

export const seatRefusalText: Record<SeatRefusal, string> = {
  not_offered: 'En av dem du valgte, kan ikke kalles inn lenger. Last siden på nytt.',
  same_twice: 'Samme person er valgt to ganger. Fjern det ene krysset.',
  no_contact: 'Skriv en e-postadresse, ellers når ikke innkallingen fram.',
  nobody: 'Velg minst én deltaker til.',
  needs_agreement: 'Spør pasienten først. Uten et ja kan ingen utenfor din egen virksomhet kalles inn.',
  asked_later: 'Pasienten kan ikke være spurt etter at du sender dette. Se på tiden.',
  not_representative: 'Denne personen svarer ikke for pasienten lenger.',
}

export const callRefusalText: Record<CallRefusal, string> = {
  ...seatRefusalText,
  deceased: 'Pasienten er registrert som død.',
  not_initiator: 'Du kan ikke kalle inn til samarbeidsmøte. Anbefal det til en som kan.',
  foreign_ward: 'Du kan ikke kalle inn for denne avdelingen.',
  already_called: 'Det er alt kalt inn til et møte om VIP-status her.',
  already_vip: 'Pasienten er alt VIP-pasient her. Velg evaluering.',
  no_time: 'Foreslå minst én tid.',
  past: 'Tiden er passert. Velg en tid som kommer.',
  far: 'Tiden er mer enn ett år fram. Se på årstallet.',
  same_time: 'Samme tid står to ganger.',
  no_place: 'Skriv hvor møtet er, eller en lenke til video.',
  no_agenda: 'Skriv minst ett punkt på agendaen.',
}

/** Which field a refusal is about. */
export const callFields: { readonly [refusal in CallRefusal]?: string } = {
  foreign_ward: 'ward',
  no_time: 'time0',
  past: 'time0',
  far: 'time0',
  same_time: 'time1',
  no_place: 'place',
  no_agenda: 'item0',
  not_offered: 'seats',
  same_twice: 'seats',
  nobody: 'seats',
  no_contact: 'email0',
  needs_agreement: 'agreement',
  asked_later: 'askedAt',
  not_representative: 'agreedBy',
}
