'use server'

import { formAction } from '#lib/form-action'
import { commonRefusalText } from '#lib/text'
import { clearSafety, recordColour, recordNews2 } from '#lib/triage/commands'
import { clearInput, colourInput, newsInput } from '#lib/triage/schema'
import { triageRefusalField, triageRefusalText } from '#lib/triage/text'

const texts = { ...commonRefusalText, ...triageRefusalText }
const how = { fields: triageRefusalField }

export const recordNews2Action = formAction(newsInput, recordNews2, texts, how)
export const recordColourAction = formAction(colourInput, recordColour, texts, how)
export const clearSafetyAction = formAction(clearInput, clearSafety, texts, how)
