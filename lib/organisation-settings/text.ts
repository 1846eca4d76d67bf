import { roleText } from '#lib/organisations/text'
import { commonRefusalText } from '#lib/text'
import type { Role, UnitKind } from '#prisma/generated/enums'

export const settingsRefusalText = {
  ...commonRefusalText,
  not_found: 'Rollen finnes ikke i denne organisasjonen.',
  not_hospital: 'Bare et sykehus har et mål for fast-track.',
  needs_limits: 'Skriv begge tallene.',
  no_limits: 'Antall opphold bestemmes av sykehuset.',
  limits_crossed: 'Tallet for 12 måneder kan ikke være lavere enn det for 6 måneder.',
  unknown_unit: 'Fant ikke enheten i organisasjonen din.',
  same_phones: 'Dette er numrene som står der.',
  not_responsible: 'Den ansvarlige må ha en rolle her nå.',
}

const place: Partial<Record<UnitKind, string>> = {
  WARD: 'på egen avdeling',
  HOME_CARE_ZONE: 'i hjemmetjenesten (soneleder)',
}

/** Who may call a meeting, with where the role must be held. */
export const initiatorText = ({ role, unitKind }: { role: Role; unitKind: UnitKind | null }) =>
  [roleText[role], unitKind && place[unitKind]].filter(Boolean).join(' ')

/** The numbers of a unit on one line. */
export function phonesText({ phone, nightPhone }: { phone: string | null; nightPhone: string | null }) {
  if (!phone) return 'Ikke registrert'
  return nightPhone && nightPhone !== phone ? `Dag ${phone}, natt ${nightPhone}` : `${phone} hele døgnet`
}
