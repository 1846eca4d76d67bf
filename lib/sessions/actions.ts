'use server'

import { formAction } from '#lib/form-action'
import { chooseMembership, signOut } from '#lib/sessions/commands'
import { chooseInput, endSessionInput } from '#lib/sessions/schema'
import { chooseRefusalText } from '#lib/sessions/text'
import { goOnAs, leave } from '#lib/signed-in'
import { commonRefusalText } from '#lib/text'

export const signOutAction = formAction(endSessionInput, signOut, commonRefusalText, { then: leave })

export const chooseMembershipAction = formAction(
  chooseInput,
  chooseMembership,
  { ...commonRefusalText, ...chooseRefusalText },
  { then: goOnAs },
)
