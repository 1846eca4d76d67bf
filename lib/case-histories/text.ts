import type { EndRefusal, ReviewRefusal } from '#lib/case-histories/rules'
import type { CaseStatus, EndCause } from '#prisma/generated/enums'

export const caseStatusText: Record<CaseStatus, string> = {
  RECOMMENDED: 'Anbefalt',
  MEETING_CALLED: 'Møte kalt inn',
  DECIDED_NO: 'Nei til VIP-status',
  POSTPONED: 'Utsatt',
  ACTIVE: 'VIP-pasient',
  UNDER_REVIEW: 'Vurderes på nytt',
  ENDED: 'Avsluttet',
}

export const endCauseText: Record<EndCause, string> = {
  REVIEW: 'etter ny vurdering',
  PATIENT_WISH: 'etter pasientens ønske',
  DEATH: 'pasienten er død',
}

export const endRefusalText: Record<EndRefusal, string> = { ended: 'VIP-status er allerede avsluttet.' }
export const reviewRefusalText: Record<ReviewRefusal, string> = {
  not_initiator: 'Du kan ikke kalle inn til møte for denne avdelingen.',
  not_active: 'VIP-status vurderes allerede, eller gjelder ikke nå.',
}
