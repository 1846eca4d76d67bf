import type { Capacity, MeetingPurpose } from '#prisma/generated/enums'

/** What the meeting is about, in words of every day. */
export const ownMeetingText: Record<MeetingPurpose, string> = {
  VIP_DECISION: 'Møte om egen avdeling på sykehuset',
  DISCHARGE_PLANNING: 'Møte om å reise hjem',
  EVALUATION: 'Møte om hvordan det går',
  NETWORK: 'Møte om hjelpen',
}

export const ownCapacityText: Record<Capacity, string> = {
  PATIENT: 'den møtet er for',
  REPRESENTATIVE: 'svarer for den møtet er for',
  NEXT_OF_KIN: 'pårørende',
  GP: 'fastlege',
  MUNICIPALITY: 'kommunen',
  HOSPITAL: 'sykehuset',
  OTHER: 'annen hjelper',
}
