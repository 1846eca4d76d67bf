import { answerJson } from '#lib/json-answer'
import { checkPatient } from '#lib/patients/queries'
import { checkInput } from '#lib/patients/schema'
import { checkText, numberRefusalText } from '#lib/patients/text'
import { commonRefusalText } from '#lib/text'

const texts = { ...numberRefusalText, forbidden: commonRefusalText.forbidden }

/** The look-up in reception for programs: `{"query": "…"}` in, what reception sees out. The number is never in the address. */
export const POST = (request: Request) => answerJson(request, checkInput, checkPatient, texts, checkText.failed)
