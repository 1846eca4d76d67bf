import type { AnswerRefusal, RecordRefusal } from '#lib/meeting-answers/rules'
import type { answers, recordedAnswers } from '#lib/meeting-answers/schema'

export const answerRefusalText: Record<AnswerRefusal, string> = {
  not_yours: 'Det er en annen som skal svare på dette.',
  is_over: 'Møtet er holdt eller avlyst.',
  conflict: 'Svaret er alt gitt, eller møtet er endret. Se hva som står nå.',
  no_times: 'Kryss av minst én tid som passer.',
  no_name: 'Skriv hvem du foreslår i stedet.',
}

export const recordRefusalText: Record<RecordRefusal, string> = {
  not_leading: 'Bare den som kalte inn eller leder møtet, kan skrive ned svaret.',
  not_patient: 'Bare pasientens svar kan skrives ned.',
  is_over: answerRefusalText.is_over,
  answered: 'Pasienten har svart i Samløp. Det svaret gjelder.',
  conflict: answerRefusalText.conflict,
  not_representative: 'Denne personen kan ikke svare for pasienten nå.',
  later: 'Svaret kan ikke være gitt etter at du sender dette. Se på tiden.',
  no_times: answerRefusalText.no_times,
}

/** What a patient said. */
export const recordedChoiceText: Record<(typeof recordedAnswers)[number], string> = {
  YES: 'Pasienten kommer',
  NO: 'Pasienten kommer ikke',
}

/** At work. */
export const choiceText: Record<(typeof answers)[number], string> = {
  YES: 'Jeg kommer',
  NO: 'Jeg kommer ikke',
  DEPUTY: 'En annen kommer for meg',
}
