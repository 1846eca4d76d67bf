'use server'

import { formAction } from '#lib/form-action'
import { decideFlag } from '#lib/log-flags/commands'
import { decideInput } from '#lib/log-flags/schema'
import { decideRefusalText } from '#lib/log-flags/text'
import { commonRefusalText } from '#lib/text'

export const decideFlagAction = formAction(decideInput, decideFlag, { ...commonRefusalText, ...decideRefusalText })
