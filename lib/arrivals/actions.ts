'use server'

import { cancelArrival, leaveReception, registerArrival } from '#lib/arrivals/commands'
import { registerInput, stayInput } from '#lib/arrivals/schema'
import { arrivalRefusalField, arrivalRefusalText } from '#lib/arrivals/text'
import { formAction, leadTo } from '#lib/form-action'
import { commonRefusalText } from '#lib/text'

const texts = { ...commonRefusalText, ...arrivalRefusalText }

export const registerArrivalAction = formAction(registerInput, registerArrival, texts, {
  fields: arrivalRefusalField,
  then: ({ id }) => leadTo(`/reception/${id}`),
})
export const cancelArrivalAction = formAction(stayInput, cancelArrival, texts, { then: () => leadTo('/reception') })
export const leaveReceptionAction = formAction(stayInput, leaveReception, texts, { then: () => leadTo('/reception') })
