'use server'

import { formAction } from '#lib/form-action'
import {
  cancelMeeting,
  confirmMeeting,
  inviteToMeeting,
  moveMeeting,
  removeParticipant,
} from '#lib/meeting-changes/commands'
import { cancelInput, confirmInput, inviteInput, moveInput, removeInput } from '#lib/meeting-changes/schema'
import { changeRefusalText, leaveRefusalText, timesRefusalText } from '#lib/meeting-changes/text'
import { callFields, seatRefusalText } from '#lib/meetings/text'
import { commonRefusalText } from '#lib/text'

const texts = { ...commonRefusalText, ...changeRefusalText }
const fresh = ['conflict', 'is_over']

export const confirmMeetingAction = formAction(
  confirmInput,
  confirmMeeting,
  { ...texts, ...timesRefusalText },
  { fresh },
)
export const moveMeetingAction = formAction(
  moveInput,
  moveMeeting,
  { ...texts, ...timesRefusalText },
  { fresh, fields: callFields },
)
export const cancelMeetingAction = formAction(cancelInput, cancelMeeting, texts, { fresh })
export const inviteAction = formAction(
  inviteInput,
  inviteToMeeting,
  { ...texts, ...seatRefusalText, ...leaveRefusalText },
  { fresh, fields: { ...callFields, cannot_leave: 'insteadOf', one_instead: 'insteadOf' } },
)
export const removeParticipantAction = formAction(
  removeInput,
  removeParticipant,
  { ...texts, ...leaveRefusalText },
  { fresh },
)
