import { showMomentInWords } from '#lib/dates'
import type { CalendarFacts } from '#lib/invitations/schema'
import type { OutboxKind } from '#prisma/generated/enums'

export const subjectText: Record<OutboxKind, string> = {
  TASK: 'Du har fått en ny oppgave i Samløp',
  NOTICE: 'Du har fått en ny melding i Samløp',
  INVITATION: 'Møte i Samløp',
}

/** What a mail says besides where to read on; never what or whom it is about. */
export const openingText = {
  TASK: 'Du har fått en ny oppgave i Samløp.',
  NOTICE: 'Du har fått en ny melding i Samløp.',
  REQUEST: ({ startsAt }: CalendarFacts) =>
    `Du er kalt inn til et møte ${showMomentInWords(startsAt)}. Kalenderfilen er vedlagt.`,
  CANCEL: ({ startsAt }: CalendarFacts) =>
    `Møtet ${showMomentInWords(startsAt)} er avlyst for deg. Kalenderfilen som fjerner det, er vedlagt.`,
}

export const readOnText = (address: string) => `Logg inn for å lese mer: ${address}`
export const withoutSignInText = 'Spør den som inviterte deg, hvis du lurer på noe.'
export const footText =
  'E-posten er sendt automatisk og inneholder ingen helseopplysninger. Svar på e-posten blir ikke lest.'
