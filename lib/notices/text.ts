import type { NoticeKind } from '#lib/notices/schema'

/** What is told, as it stands in the list. */
export const noticeText: Record<NoticeKind, string> = {
  RECOMMENDATION_ACCEPTED: 'Anbefalingen ble fulgt: det blir møte',
  RECOMMENDATION_DECLINED: 'Anbefalingen ble besvart med nei',
  MEETING_CALLED: 'Du er kalt inn til et møte',
  MEETING_CONFIRMED: 'Tiden for møtet er bestemt',
  MEETING_CHANGED: 'Møtet er endret',
  MEETING_CANCELLED: 'Møtet er avlyst',
  MEETING_LEFT: 'Du er ikke lenger med i møtet',
  MEETING_ANSWERED: 'En deltaker har svart på innkallingen',
  MEETING_SOON: 'Møtet nærmer seg',
  STATEMENT_RECEIVED: 'En uttalelse til møtet er kommet',
  MINUTES_READY: 'Møtereferatet er klart til å leses',
  MINUTES_SIGNED: 'Møtereferatet er signert',
  STATUS_DECIDED: 'VIP-status er avgjort',
  STATUS_ENDED: 'VIP-status er avsluttet',
  MEASURE_ANSWERED: 'Det er svart på et tiltak',
  PROMISE_LATE: 'Noe som var lovet, er forsinket',
  PROMISE_BROKEN: 'Noe som var lovet, blir ikke gjort',
  AGREEMENT_READY: 'Avtalen er klar til å signeres',
  AGREEMENT_SIGNED: 'Noen har signert avtalen',
  AGREEMENT_DECLINED: 'Pasienten har sagt nei til avtalen',
  AGREEMENT_ACTIVE: 'Avtalen gjelder nå',
  AGREEMENT_CHANGED: 'Avtalen er endret og må signeres på nytt',
  AGREEMENT_ENDED: 'Avtalen gjelder ikke lenger',
  CARD_ISSUED: 'Kortet er laget',
  CARD_REVOKED: 'Kortet gjelder ikke lenger',
  TASK_DUE: 'En oppgave har gått over fristen',
  TASK_LATE: 'En oppgave er ikke gjort i tide',
}

/** The words of a kind; a kind that this build does not know is still a notice. */
export const wordsOfNotice = (kind: string) => noticeText[kind as NoticeKind] ?? 'Melding'

/** The same as citizens read it; a kind that has no plainer words has these. */
export const ownNoticeText: Partial<Record<NoticeKind, string>> = {
  MEETING_CALLED: 'Du er invitert til et møte om deg',
  MEETING_CONFIRMED: 'Møtet ditt har fått en tid',
  MEETING_CHANGED: 'Møtet ditt er endret',
  MEETING_CANCELLED: 'Møtet ditt er avlyst',
  MEETING_LEFT: 'Du er ikke lenger med i et møte',
  MEETING_SOON: 'Møtet ditt er snart',
  MINUTES_SIGNED: 'Du kan lese hva dere ble enige om i møtet',
  STATUS_DECIDED: 'Det er bestemt om du får VIP-status',
  STATUS_ENDED: 'VIP-statusen din er avsluttet',
  AGREEMENT_READY: 'Du har en avtale å signere',
  AGREEMENT_SIGNED: 'Noen har signert avtalen din',
  AGREEMENT_ACTIVE: 'Avtalen din gjelder nå',
  AGREEMENT_CHANGED: 'Avtalen din er endret. Du må signere på nytt',
  AGREEMENT_ENDED: 'Avtalen din gjelder ikke lenger',
  CARD_ISSUED: 'Kortet ditt er klart',
  CARD_REVOKED: 'Kortet ditt gjelder ikke lenger',
  PROMISE_LATE: 'Noe dere ble enige om, er forsinket',
  PROMISE_BROKEN: 'Noe dere ble enige om, blir ikke gjort',
  TASK_DUE: 'Noe du skulle gjøre, har gått over fristen',
}

export const wordsOfOwnNotice = (kind: string) => ownNoticeText[kind as NoticeKind] ?? wordsOfNotice(kind)

/** What a citizen is asked to do. */
const ownTaskText: Partial<Record<string, string>> = {
  ANSWER_MEETING: 'Svar på om du kommer til møtet',
  CHOOSE_MEETING_TIME: 'Velg når møtet passer for deg',
  WRITE_STATEMENT: 'Skriv hva du mener til møtet',
  SIGN_AGREEMENT: 'Les og signer avtalen din',
  DO_MEASURE: 'Gjør det du har sagt ja til',
  KEEP_PROMISE: 'Gjør det du har sagt ja til',
}
export const wordsOfOwnTask = (kind: string) => ownTaskText[kind] ?? 'Du har noe å gjøre'
