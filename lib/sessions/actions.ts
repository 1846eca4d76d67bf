'use server'

import { formAction } from '#lib/form-action'
import { signOut } from '#lib/sessions/commands'
import { endSessionInput } from '#lib/sessions/schema'
import { leave } from '#lib/signed-in'
import { commonRefusalText } from '#lib/text'

export const signOutAction = formAction(endSessionInput, signOut, commonRefusalText, { then: leave })
