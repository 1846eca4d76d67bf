'use server'

import { formAction } from '#lib/form-action'
import { readNotices, readOwnNotices } from '#lib/notices/commands'
import { readInput } from '#lib/notices/schema'
import { commonRefusalText } from '#lib/text'

export const readNoticesAction = formAction(readInput, readNotices, commonRefusalText)
export const readOwnNoticesAction = formAction(readInput, readOwnNotices, commonRefusalText)
