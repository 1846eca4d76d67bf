import type { Candidates } from '#lib/candidates/schema'
import { commonRefusalText } from '#lib/text'
import type { CandidateReason } from '#prisma/generated/enums'

export const reasonText: Record<CandidateReason, string> = {
  WELL_FOLLOWED_UP: 'Har god nok oppfølging nå',
  PASSING_CAUSE: 'Oppholdene har en årsak som er over',
  OTHER_PLAN: 'Et annet møte eller en plan er i gang',
  PATIENT_WISH: 'Pasienten ønsker det ikke nå',
  OTHER: 'Annet',
}

export const dismissRefusalText = {
  ...commonRefusalText,
  not_found: 'Pasienten står ikke lenger på listen.',
  conflict: 'En annen har nettopp vurdert pasienten.',
  too_early: 'Velg en dag fra og med i morgen.',
  too_late: 'Velg en dag innen ett år.',
}

/** What the list counts, for those who read it. */
export function aboutListText({ kind, ward, limits }: Candidates) {
  if (kind !== 'HEALTH_TRUST')
    return 'Listen teller akutte opphold dere har fått melding om, hos pasienter dere har ansvar for.'
  return `Pasienter med minst ${limits?.six} akutte opphold på ${ward} siste 6 måneder, eller ${limits?.twelve} siste 12, og uten VIP-status.`
}
