'use server'

import { formAction } from '#lib/form-action'
import { holdRefusalText } from '#lib/held-meetings/text'
import {
  addMeasure,
  answerMeasure,
  answerOwnMeasure,
  changeMeasure,
  endOwnPromise,
  endPromise,
} from '#lib/measures/commands'
import { addMeasureInput, answerMeasureInput, changeMeasureInput, endPromiseInput } from '#lib/measures/schema'
import { addRefusalText, promiseRefusalText } from '#lib/measures/text'
import { commonRefusalText } from '#lib/text'

const inMeeting = { ...commonRefusalText, ...holdRefusalText, ...addRefusalText }
const texts = { ...commonRefusalText, ...promiseRefusalText }
const fresh = ['conflict', 'not_asked', 'not_promised']

export const addMeasureAction = formAction(addMeasureInput, addMeasure, inMeeting, {
  fields: { due_past: 'dueOn', due_far: 'dueOn' },
})
export const changeMeasureAction = formAction(changeMeasureInput, changeMeasure, inMeeting, { fresh })
export const answerMeasureAction = formAction(answerMeasureInput, answerMeasure, texts, { fresh })
export const endPromiseAction = formAction(endPromiseInput, endPromise, texts, { fresh })
export const answerOwnMeasureAction = formAction(answerMeasureInput, answerOwnMeasure, texts, { fresh })
export const endOwnPromiseAction = formAction(endPromiseInput, endOwnPromise, texts, { fresh })
