import type { TaskKind } from '#lib/tasks/schema'

/** What there is to do, as it stands in the list. */
export const taskText: Record<TaskKind, string> = {
  ANSWER_RECOMMENDATION: 'Svar på anbefaling om samarbeidsmøte',
  ANSWER_MEETING: 'Svar på møteinnkalling',
  CHOOSE_MEETING_TIME: 'Velg tid for møtet',
  PREPARE_MEETING: 'Forbered møtet',
  WRITE_STATEMENT: 'Skriv uttalelse til møtet',
  HOLD_MEETING: 'Led møtet',
  SIGN_MINUTES: 'Signer møtereferatet',
  ACCEPT_MEASURE: 'Svar på om dere tar på dere tiltaket',
  DO_MEASURE: 'Gjennomfør tiltaket',
  KEEP_PROMISE: 'Hold det dere har lovet',
  COMPLETE_AGREEMENT: 'Gjør avtalen ferdig',
  SIGN_AGREEMENT: 'Signer avtalen',
  ISSUE_CARD: 'Lag kort til pasienten',
  REVIEW_STATUS: 'Vurder VIP-status på nytt',
  CONSIDER_CANDIDATE: 'Vurder om et samarbeidsmøte kan hjelpe',
  APPROVE_CRITERIA: 'Godkjenn inklusjonskriterier',
}
