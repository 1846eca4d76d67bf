'use server'

import { decideStatus } from '#lib/decisions/commands'
import { decideInput } from '#lib/decisions/schema'
import { decideRefusalText } from '#lib/decisions/text'
import { formAction } from '#lib/form-action'
import { holdRefusalText } from '#lib/held-meetings/text'
import { commonRefusalText } from '#lib/text'

export const decideStatusAction = formAction(
  decideInput,
  decideStatus,
  { ...commonRefusalText, ...holdRefusalText, ...decideRefusalText },
  {
    fresh: ['conflict'],
    fields: {
      no_review: 'reviewOn',
      review_past: 'reviewOn',
      review_far: 'reviewOn',
      no_ward: 'ward',
      no_answer: 'answer',
      patient_said_no: 'answer',
      not_representative: 'by',
      answer_ahead: 'givenAt',
    },
  },
)
