'use server'

import { formAction, leadTo } from '#lib/form-action'
import { commentMinutes, signMinutes, writeMinutes } from '#lib/minutes/commands'
import { commentInput, signInput, writeMinutesInput } from '#lib/minutes/schema'
import { minutesRefusalText } from '#lib/minutes/text'
import { commonRefusalText } from '#lib/text'

const texts = { ...commonRefusalText, ...minutesRefusalText }

export const writeMinutesAction = formAction(writeMinutesInput, writeMinutes, texts, {
  then: ({ id }) => leadTo(`/meetings/${id}/minutes`),
  fresh: ['conflict'],
})
export const commentMinutesAction = formAction(commentInput, commentMinutes, texts)
export const signMinutesAction = formAction(signInput, signMinutes, texts, { fresh: ['conflict', 'stale'] })
