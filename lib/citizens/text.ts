import type { RepresentationKind } from '#prisma/generated/enums'

/** Who may answer for the patient, as the patient reads it. */
export const representationText: Record<RepresentationKind, string> = {
  PARENT: 'En av foreldrene dine',
  GUARDIAN: 'Vergen din',
  POWER_OF_ATTORNEY: 'En du har gitt fullmakt',
  NEAREST_KIN: 'Din nærmeste pårørende',
}

/** The same, as the one who answers for the patient reads it. */
export const standingText: Record<RepresentationKind, string> = {
  PARENT: 'Du er forelder',
  GUARDIAN: 'Du er verge',
  POWER_OF_ATTORNEY: 'Du har fullmakt',
  NEAREST_KIN: 'Du er nærmeste pårørende',
}
