import type { AnswerRefusal } from '#lib/meeting-answers/rules'
import type { answers } from '#lib/meeting-answers/schema'

export const answerRefusalText: Record<AnswerRefusal, string> = {
  not_yours: 'Det er en annen som skal svare på dette.',
  is_over: 'Møtet er holdt eller avlyst.',
  conflict: 'Svaret er alt gitt, eller møtet er endret. Se hva som står nå.',
  no_times: 'Kryss av minst én tid som passer.',
  no_name: 'Skriv hvem du foreslår i stedet.',
}

/** At work. */
export const choiceText: Record<(typeof answers)[number], string> = {
  YES: 'Jeg kommer',
  NO: 'Jeg kommer ikke',
  DEPUTY: 'En annen kommer for meg',
}
