'use server'

import { dismissCandidate } from '#lib/candidates/commands'
import { dismissInput } from '#lib/candidates/schema'
import { dismissRefusalText } from '#lib/candidates/text'
import { formAction } from '#lib/form-action'

export const dismissCandidateAction = formAction(dismissInput, dismissCandidate, dismissRefusalText, {
  fields: { too_early: 'lookAgain', too_late: 'lookAgain' },
  fresh: ['conflict', 'not_found'],
})
