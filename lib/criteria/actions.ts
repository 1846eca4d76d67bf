'use server'

import {
  addCriteriaParty,
  approveCriteria,
  beginCriteria,
  endCriteriaParty,
  proposeCriteria,
  withdrawCriteria,
  writeCriteria,
} from '#lib/criteria/commands'
import { addPartyInput, approveInput, beginInput, endPartyInput, stepInput, writeInput } from '#lib/criteria/schema'
import { criteriaRefusalText as texts, partyRefusalText } from '#lib/criteria/text'
import { formAction } from '#lib/form-action'

const fresh = ['written_meanwhile', 'conflict', 'not_draft', 'not_proposed', 'superseded', 'approved_before']

export const beginCriteriaAction = formAction(beginInput, beginCriteria, texts, { fresh })
export const writeCriteriaAction = formAction(writeInput, writeCriteria, texts, { fresh })
export const proposeCriteriaAction = formAction(stepInput, proposeCriteria, texts, { fresh })
export const withdrawCriteriaAction = formAction(stepInput, withdrawCriteria, texts, { fresh })
export const approveCriteriaAction = formAction(approveInput, approveCriteria, texts, { fresh })
export const addCriteriaPartyAction = formAction(addPartyInput, addCriteriaParty, partyRefusalText, {
  fields: { not_found: 'number', is_so_already: 'number' },
})
export const endCriteriaPartyAction = formAction(endPartyInput, endCriteriaParty, partyRefusalText, {
  fresh: ['is_so_already'],
})
