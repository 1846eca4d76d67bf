'use server'

import { formAction, leadTo } from '#lib/form-action'
import { callMeeting } from '#lib/meetings/commands'
import { callInput } from '#lib/meetings/schema'
import { callFields, callRefusalText } from '#lib/meetings/text'
import { commonRefusalText } from '#lib/text'

export const callMeetingAction = formAction(
  callInput,
  callMeeting,
  { ...commonRefusalText, ...callRefusalText },
  { fields: callFields, then: ({ id }) => leadTo(`/meetings/${id}`) },
)
