import type { DeclineRefusal, RecommendRefusal } from '#lib/recommendations/rules'
import type { agreementMethods } from '#lib/recommendations/schema'
import type { RecommendationStatus } from '#prisma/generated/enums'

export const recommendRefusalText: Record<RecommendRefusal, string> = {
  deceased: 'Pasienten er registrert som død.',
  not_offered: 'Denne personen kan ikke kalle inn til møte her. Velg en annen.',
  needs_agreement: 'Spør pasienten først: den du velger, arbeider et annet sted enn du selv.',
  asked_later: 'Pasienten kan ikke være spurt etter at du sender dette. Se på tiden.',
  already_asked: 'Du har alt anbefalt et møte og venter på svar.',
  already_called: 'Det er alt kalt inn til et møte.',
  already_vip: 'Pasienten er alt VIP-pasient her.',
}

export const declineRefusalText: Record<DeclineRefusal, string> = {
  not_yours: 'Anbefalingen er besvart, eller den er til en annen. Last siden på nytt.',
}

export const recommendationStatusText: Record<RecommendationStatus, string> = {
  OPEN: 'Venter på svar',
  STARTED: 'Møte er kalt inn',
  DECLINED: 'Nei',
  WITHDRAWN: 'Trukket',
}

export const agreementText: Record<(typeof agreementMethods)[number], string> = {
  NOT_ASKED: 'Ikke spurt ennå',
  ORAL: 'Ja, muntlig',
  WRITTEN: 'Ja, skriftlig',
  DIGITAL: 'Ja, digitalt',
}
