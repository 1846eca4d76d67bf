'use server'

import { formAction } from '#lib/form-action'
import { declineRecommendation, recommend, recommendFromReception } from '#lib/recommendations/commands'
import { declineInput, recommendHereInput, recommendInput } from '#lib/recommendations/schema'
import { declineRefusalText, recommendRefusalText } from '#lib/recommendations/text'
import { commonRefusalText } from '#lib/text'

export const recommendAction = formAction(
  recommendInput,
  recommend,
  { ...commonRefusalText, ...recommendRefusalText },
  { fields: { not_offered: 'to', needs_agreement: 'agreement', asked_later: 'askedAt' } },
)
export const recommendFromReceptionAction = formAction(
  recommendHereInput,
  recommendFromReception,
  { ...commonRefusalText, ...recommendRefusalText },
  { fields: { not_offered: 'to' } },
)
export const declineAction = formAction(declineInput, declineRecommendation, {
  ...commonRefusalText,
  ...declineRefusalText,
})
