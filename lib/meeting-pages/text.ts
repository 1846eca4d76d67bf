import type { Missing } from '#lib/meeting-pages/rules'
import type { MeetingView, Participant } from '#lib/meeting-pages/schema'
import { showMoment } from '#lib/dates'
import { capacityText } from '#lib/meeting-proposals/text'
import type { ConsentMethod, ParticipantAnswer } from '#prisma/generated/enums'

const whyText: Record<Missing['why'], string> = {
  not_asked: 'er ikke invitert',
  no: 'har svart nei',
  waiting: 'har ikke svart ja ennå',
}
/** `Fastlegen har svart nei`. */
export const missingText = ({ who, why }: Missing) => `${capacityText[who]} ${whyText[why]}`

export const answerText: Record<ParticipantAnswer, string> = {
  NONE: 'Ikke svart',
  YES: 'Kommer',
  NO: 'Kommer ikke',
  DEPUTY: 'Foreslår en annen',
  STATEMENT: 'Skriftlig uttalelse',
}

export const methodText: Record<ConsentMethod, string> = { ORAL: 'muntlig', WRITTEN: 'skriftlig', DIGITAL: 'digitalt' }

/** `Pasienten svarte muntlig 22.11.2026 kl. 14.05. Skrevet ned av Marit Solberg.` */
export const recordedText = ({ recorded, answeredAt }: Pick<Participant, 'recorded' | 'answeredAt'>) =>
  recorded &&
  `${recorded.by ?? 'Pasienten'} svarte ${methodText[recorded.method]}${answeredAt ? ` ${showMoment(answeredAt)}` : ''}. Skrevet ned av ${recorded.recordedBy}.`

/** As what, and where. */
export const participantAbout = ({ capacity, unit, organisation, mailed }: Participant) =>
  [capacityText[capacity], unit ?? organisation, mailed && 'får e-post'].filter(Boolean).join(', ')

/** `Ja, muntlig, 22.11.2026 kl. 14.05. Knut Eide spurte.` */
export const agreedText = ({ method, askedAt, askedBy, by }: NonNullable<MeetingView['agreement']>) =>
  `Ja, ${methodText[method]}, ${showMoment(askedAt)}. ${askedBy} spurte${by ? `, ${by} svarte` : ''}.`
