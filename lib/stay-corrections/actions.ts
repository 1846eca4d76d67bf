'use server'

import { formAction, leadTo } from '#lib/form-action'
import { correctArrival, correctTime, correctWard, undoEvent, voidEvent } from '#lib/stay-corrections/commands'
import { correctTimeInput, correctWardInput, undoInput, voidInput } from '#lib/stay-corrections/schema'
import { arrivalCorrectionText, correctionRefusalField, correctionRefusalText } from '#lib/stay-corrections/text'
import { commonRefusalText } from '#lib/text'

const texts = { ...commonRefusalText, ...correctionRefusalText }
const how = { fields: correctionRefusalField, fresh: ['changed'] }

export const correctTimeAction = formAction(correctTimeInput, correctTime, texts, how)
export const correctWardAction = formAction(correctWardInput, correctWard, texts, {
  ...how,
  then: () => leadTo('/board'),
})
export const voidEventAction = formAction(voidInput, voidEvent, texts, how)
export const undoAction = formAction(undoInput, undoEvent, texts)
export const correctArrivalAction = formAction(
  correctTimeInput,
  correctArrival,
  { ...commonRefusalText, ...arrivalCorrectionText },
  how,
)
