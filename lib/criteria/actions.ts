'use server'

import {
  approveCriteria,
  beginCriteria,
  proposeCriteria,
  setCriteriaParty,
  withdrawCriteria,
  writeCriteria,
} from '#lib/criteria/commands'
import { approveInput, beginInput, partyInput, stepInput, writeInput } from '#lib/criteria/schema'
import { criteriaRefusalText as texts } from '#lib/criteria/text'
import { formAction } from '#lib/form-action'

const fresh = ['written_meanwhile', 'conflict', 'not_draft', 'not_proposed', 'superseded', 'approved_before']

export const beginCriteriaAction = formAction(beginInput, beginCriteria, texts, { fresh })
export const writeCriteriaAction = formAction(writeInput, writeCriteria, texts, { fresh })
export const proposeCriteriaAction = formAction(stepInput, proposeCriteria, texts, { fresh })
export const withdrawCriteriaAction = formAction(stepInput, withdrawCriteria, texts, { fresh })
export const approveCriteriaAction = formAction(approveInput, approveCriteria, texts, { fresh })
export const setCriteriaPartyAction = formAction(partyInput, setCriteriaParty, texts, { fresh })
