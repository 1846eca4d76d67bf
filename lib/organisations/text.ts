import type { Role } from '#prisma/generated/enums'

export const roleText: Record<Role, string> = {
  NURSE: 'Sykepleier',
  HEAD_NURSE: 'Avdelingssykepleier',
  FLOW_COORDINATOR: 'Flytkoordinator',
  COLLABORATION_PHYSICIAN: 'Samhandlingslege',
  CASEWORKER: 'Saksbehandler',
  PARTICIPANT: 'Deltaker',
  GP: 'Fastlege',
  LOG_CONTROLLER: 'Loggkontrollør',
  ORG_ADMIN: 'Administrator',
  PATIENT: 'Pasient',
  NEXT_OF_KIN: 'Pårørende',
  SERVICE: 'Program',
}

/** What will stand on a role's first page, said before it is there. */
export const comingText: Record<Role, string> = {
  NURSE: 'Her kommer avdelingstavlen: hvem som er på vei, hvem som er inne, og hvem som er hjemme.',
  HEAD_NURSE: 'Her kommer avdelingstavlen, anbefalinger du skal svare på, og avtaler som venter på signatur.',
  FLOW_COORDINATOR: 'Her kommer flyten over alle avdelinger, den som haster mest først.',
  COLLABORATION_PHYSICIAN: 'Her kommer møter som venter, planer som mangler, og reinnleggelser uten gjennomgang.',
  CASEWORKER: 'Her kommer arbeidslisten din, ordnet etter frist.',
  PARTICIPANT: 'Her kommer pasientene dine og tiltakene du har ansvar for.',
  GP: 'Her kommer pasientene dine, med akutte opphold og det som er nytt siden sist.',
  LOG_CONTROLLER: 'Her kommer oppslag som skal vurderes.',
  ORG_ADMIN: 'Her kommer personer, roller og enheter.',
  PATIENT: 'Her kommer avdelingen din, kortet ditt og den du kan ringe.',
  NEXT_OF_KIN: 'Her kommer det pasienten lar deg se.',
  SERVICE: '',
}

type Placed = { unit: { name: string } | null; organisation: { name: string } | null }

/** Where somebody works, as short as it can be said. */
export const placeText = ({ unit, organisation }: Placed) => unit?.name ?? organisation?.name ?? 'Samløp'
