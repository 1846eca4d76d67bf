import type { NoticeKind } from '#lib/notices/schema'

/** What is told, as it stands in the list. */
export const noticeText: Record<NoticeKind, string> = {
  RECOMMENDATION_ACCEPTED: 'Anbefalingen ble fulgt: det blir møte',
  RECOMMENDATION_DECLINED: 'Anbefalingen ble besvart med nei',
  MEETING_CALLED: 'Du er kalt inn til et møte',
  MEETING_CONFIRMED: 'Tiden for møtet er bestemt',
  MEETING_CHANGED: 'Møtet er endret',
  MEETING_CANCELLED: 'Møtet er avlyst',
  MEETING_ANSWERED: 'En deltaker har svart på innkallingen',
  MEETING_SOON: 'Møtet nærmer seg',
  STATEMENT_RECEIVED: 'En uttalelse til møtet er kommet',
  MINUTES_READY: 'Møtereferatet er klart til å leses',
  MINUTES_SIGNED: 'Møtereferatet er signert',
  STATUS_DECIDED: 'VIP-status er avgjort',
  STATUS_ENDED: 'VIP-status er avsluttet',
  MEASURE_ANSWERED: 'Det er svart på et tiltak',
  PROMISE_LATE: 'Noe som var lovet, er forsinket',
  AGREEMENT_READY: 'Avtalen er klar til å signeres',
  AGREEMENT_SIGNED: 'Noen har signert avtalen',
  AGREEMENT_ACTIVE: 'Avtalen gjelder nå',
  AGREEMENT_CHANGED: 'Avtalen er endret og må signeres på nytt',
  AGREEMENT_ENDED: 'Avtalen gjelder ikke lenger',
  CARD_ISSUED: 'Kortet er laget',
  CARD_REVOKED: 'Kortet gjelder ikke lenger',
  TASK_DUE: 'En oppgave har gått over fristen',
  TASK_LATE: 'En oppgave er ikke gjort i tide',
}
