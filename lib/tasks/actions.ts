'use server'

import { formAction } from '#lib/form-action'
import { delegateTask, markTaskDone, snoozeTask, takeTask } from '#lib/tasks/commands'
import { delegateInput, snoozeInput, takeInput } from '#lib/tasks/schema'
import { taskRefusalText } from '#lib/tasks/text'
import { commonRefusalText } from '#lib/text'

const texts = { ...commonRefusalText, ...taskRefusalText }
const fresh = ['conflict', 'ended', 'not_found', 'already_yours'] as const

export const takeTaskAction = formAction(takeInput, takeTask, texts, { fresh })
export const delegateTaskAction = formAction(delegateInput, delegateTask, texts, {
  fresh,
  fields: { yourself: 'to', not_there: 'to' },
})
export const snoozeTaskAction = formAction(snoozeInput, snoozeTask, texts, {
  fresh,
  fields: { past_day: 'until', too_far: 'until' },
})
export const markTaskDoneAction = formAction(takeInput, markTaskDone, texts, { fresh })
