'use server'

import { beginReview, endOwnStatus, endStatus } from '#lib/case-histories/commands'
import { beginReviewInput, endOwnStatusInput, endStatusInput } from '#lib/case-histories/schema'
import { endRefusalText, reviewRefusalText } from '#lib/case-histories/text'
import { formAction, leadTo } from '#lib/form-action'
import { commonRefusalText } from '#lib/text'

const texts = { ...commonRefusalText, ...endRefusalText }
const fresh = ['conflict', 'ended', 'not_active']

/** Whoever ended it may have nothing more to do with the patient. */
export const endStatusAction = formAction(endStatusInput, endStatus, texts, { then: () => leadTo('/start'), fresh })
export const endOwnStatusAction = formAction(endOwnStatusInput, endOwnStatus, texts, { fresh })
export const beginReviewAction = formAction(
  beginReviewInput,
  beginReview,
  { ...commonRefusalText, ...reviewRefusalText },
  { fresh },
)
