import { answerCheck } from '#lib/cards/public'

/** `{"card": "SL1…"}` in, whether it counts out. */
export const POST = answerCheck
