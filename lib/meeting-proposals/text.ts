import type { Seat } from '#lib/meeting-proposals/rules'
import type { Capacity, MeetingPurpose, RepresentationKind, Role } from '#prisma/generated/enums'

export const purposeText: Record<MeetingPurpose, string> = {
  VIP_DECISION: 'VIP-status',
  DISCHARGE_PLANNING: 'Utskrivning',
  EVALUATION: 'Evaluering',
  NETWORK: 'Nettverksmøte',
}

type Line = { title: string; minutes: number; who: Capacity | null }
const begin: Line = { title: 'Velkommen. Hva er viktig for pasienten?', minutes: 5, who: null }
const end: Line = { title: 'Oppsummering: hvem gjør hva', minutes: 5, who: null }
const doctor: Line = { title: 'Fastlegen deltar', minutes: 10, who: 'GP' }

/** What is proposed to be talked about, in 45 minutes; the GP comes for ten of them. */
export const agendaText: Record<MeetingPurpose, readonly Line[]> = {
  VIP_DECISION: [
    begin,
    { title: 'Opphold og plan', minutes: 5, who: 'HOSPITAL' },
    doctor,
    { title: 'Tiltak hjemme', minutes: 10, who: 'MUNICIPALITY' },
    { title: 'Beslutning om VIP-status', minutes: 10, who: null },
    end,
  ],
  DISCHARGE_PLANNING: [
    begin,
    { title: 'Hva som må være klart før hjemreise', minutes: 10, who: 'HOSPITAL' },
    doctor,
    { title: 'Hjelp hjemme', minutes: 15, who: 'MUNICIPALITY' },
    end,
  ],
  EVALUATION: [
    begin,
    { title: 'Hva har virket, og hva har ikke virket', minutes: 10, who: null },
    doctor,
    { title: 'Hva vi endrer', minutes: 15, who: 'MUNICIPALITY' },
    end,
  ],
  NETWORK: [begin, { title: 'Runden rundt bordet', minutes: 20, who: null }, doctor, end],
}

export const capacityText: Record<Capacity, string> = {
  PATIENT: 'Pasienten',
  REPRESENTATIVE: 'Den som svarer for pasienten',
  NEXT_OF_KIN: 'Pårørende',
  GP: 'Fastlegen',
  MUNICIPALITY: 'Kommunen',
  HOSPITAL: 'Sykehuset',
  OTHER: 'Andre',
}

export const roleText: Partial<Record<Role, string>> = {
  NURSE: 'Sykepleier',
  HEAD_NURSE: 'Avdelingssykepleier',
  FLOW_COORDINATOR: 'Flytkoordinator',
  COLLABORATION_PHYSICIAN: 'Samhandlingslege',
  CASEWORKER: 'Saksbehandler',
  PARTICIPANT: 'Deltaker',
  GP: 'Fastlege',
}

export const standsText: Record<RepresentationKind, string> = {
  PARENT: 'Forelder, svarer for pasienten',
  GUARDIAN: 'Verge, svarer for pasienten',
  POWER_OF_ATTORNEY: 'Har fullmakt. Bare hvis pasienten ønsker det',
  NEAREST_KIN: 'Nærmeste pårørende, svarer for pasienten',
}

/** As what and where somebody takes part. */
export function seatAbout({ capacity, work, standsAs }: Seat) {
  if (standsAs) return standsText[standsAs]
  if (!work) return capacityText[capacity]
  return `${roleText[work.role] ?? 'Deltaker'}, ${work.unit ?? work.organisation}`
}

const needs: Record<Capacity, string> = {
  PATIENT: 'Hva som er viktig, og om VIP-status er ønsket',
  REPRESENTATIVE: 'Svare sammen med eller for pasienten',
  NEXT_OF_KIN: 'Hvordan hverdagen er',
  GP: 'Medisinsk samordning og medisiner',
  MUNICIPALITY: 'Hjelp hjemme og individuell plan',
  HOSPITAL: 'Behandling og innleggelse',
  OTHER: 'Faglig innspill',
}
const needsOfRole: Partial<Record<Role, string>> = {
  HEAD_NURSE: 'Plass på avdelingen og signering for sykehuset',
  COLLABORATION_PHYSICIAN: 'Samarbeid mellom sykehus, kommune og fastlege',
  FLOW_COORDINATOR: 'Veien gjennom mottak',
  CASEWORKER: 'Tjenester, individuell plan og signering for kommunen',
}

/** What somebody is needed for unless the one who calls says otherwise. */
export const needText = ({ capacity, work }: Seat) => (work && needsOfRole[work.role]) ?? needs[capacity]

/** For whom somebody with the mandate decides. */
export const mandateText = ({ work }: Seat) => `Kan beslutte for ${work?.organisation ?? 'organisasjonen'}`
