'use server'

import { formAction } from '#lib/form-action'
import { answerMeeting, answerOwnMeeting, recordAnswer, writeStatement, writeView } from '#lib/meeting-answers/commands'
import { answerInput, recordedInput, statementInput, viewInput } from '#lib/meeting-answers/schema'
import { answerRefusalText, recordRefusalText } from '#lib/meeting-answers/text'
import { commonRefusalText } from '#lib/text'

const texts = { ...commonRefusalText, ...answerRefusalText }
const options = { fields: { no_times: 'times', no_name: 'note' }, fresh: ['conflict', 'is_over'] }

export const answerMeetingAction = formAction(answerInput, answerMeeting, texts, options)
export const answerOwnMeetingAction = formAction(answerInput, answerOwnMeeting, texts, options)
export const recordAnswerAction = formAction(
  recordedInput,
  recordAnswer,
  { ...commonRefusalText, ...recordRefusalText },
  {
    fields: { no_times: 'times', not_representative: 'by', later: 'givenAt' },
    fresh: ['conflict', 'is_over', 'answered'],
  },
)
export const writeStatementAction = formAction(statementInput, writeStatement, texts, options)
export const writeViewAction = formAction(viewInput, writeView, texts, options)
