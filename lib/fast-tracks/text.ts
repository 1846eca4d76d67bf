import type { FastTrackRefusal } from '#lib/fast-tracks/rules'
import type { ClearanceRole, DeviationReason, RefusalReason } from '#prisma/generated/enums'

/** Why a ward cannot receive. */
export const refusalText: Record<RefusalReason, string> = {
  NO_BED: 'ingen ledig seng',
  NO_STAFF: 'for få på vakt',
  NO_ISOLATION: 'ikke isolat ledig',
  OTHER_CARE_NEEDED: 'pasienten trenger annen behandling',
  WARD_CLOSED: 'avdelingen tar ikke imot nå',
}

/** Why it became another ward than the patient's own. */
export const deviationText: Record<DeviationReason, string> = {
  WARD_REFUSED: 'VIP-avdelingen kan ikke ta imot',
  NO_ANSWER: 'VIP-avdelingen svarer ikke',
  HIGHER_CARE: 'Trenger overvåking eller intensiv',
  OTHER_SPECIALTY: 'Trenger en annen spesialitet',
  ISOLATION: 'Trenger isolat',
  PATIENT_WISH: 'Pasienten ønsker det',
}

export const fastTrackRefusalText: Record<FastTrackRefusal, string> = {
  no_status: 'Pasienten har ikke VIP-status her. Fast-track gjelder ikke.',
  withdrawn: 'Fast-track er stoppet for denne ankomsten og kan ikke startes på nytt. Ring avdelingen.',
  ward_closed: 'Avdelingen er lagt ned. Velg en annen.',
  treat_first: 'Behandle først. Dette åpner når behandlingen i mottak er avklart.',
  left_reception: 'Pasienten er ikke lenger i mottak.',
  over: 'Dette fast-track-løpet er avsluttet. Last siden på nytt.',
  not_asked: 'Avdelingen din er ikke spurt om denne pasienten nå. Se tavlen.',
  changed: 'Noen andre svarte eller endret dette nettopp. Se hva som står nå, og prøv igjen.',
  refused_before: 'Avdelingen har svart at den ikke kan. Svar «Mottas nå» før pasienten tas imot.',
  same_ward: 'Denne avdelingen er allerede spurt.',
  no_ward: 'Velg en avdeling ved dette sykehuset.',
  deviation_missing: 'Velg hvorfor det ikke blir VIP-avdelingen, og når pasienten skal flyttes dit.',
  move_day: 'Velg en dag fra i dag og inntil 60 dager fram.',
  cleared_time: 'Tiden for avklaringen må være etter triage, og ikke fram i tid.',
}

/** What a refusal is about, so that it stands beside the field. */
export const fastTrackRefusalField: Partial<Record<FastTrackRefusal, string>> = {
  ward_closed: 'ward',
  same_ward: 'ward',
  no_ward: 'ward',
  deviation_missing: 'deviation',
  move_day: 'moveOn',
  cleared_time: 'clearedAt',
}

export const clearanceRoleText: Record<ClearanceRole, string> = {
  EMERGENCY_PHYSICIAN: 'Akuttlege',
  CONSULTANT: 'Overlege',
  RESIDENT: 'Lege i spesialisering',
  ANAESTHETIST: 'Anestesilege',
}
