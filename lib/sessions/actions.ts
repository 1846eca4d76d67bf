'use server'

import { formAction } from '#lib/form-action'
import { chooseMembership, endOne, endOthers, signOut } from '#lib/sessions/commands'
import { chooseInput, endOneInput, endSessionInput } from '#lib/sessions/schema'
import { chooseRefusalText, endRefusalText } from '#lib/sessions/text'
import { goOnAs, leave, makeRoom } from '#lib/signed-in'
import { commonRefusalText } from '#lib/text'

export const signOutAction = formAction(endSessionInput, signOut, commonRefusalText, { then: leave })

/** Ends the session on a machine that many use, so that the next one can sign in at once. */
export const changeUserAction = formAction(endSessionInput, signOut, commonRefusalText, { then: makeRoom })

export const chooseMembershipAction = formAction(
  chooseInput,
  chooseMembership,
  { ...commonRefusalText, ...chooseRefusalText },
  { then: goOnAs },
)

export const endOneAction = formAction(endOneInput, endOne, { ...commonRefusalText, ...endRefusalText })
export const endOthersAction = formAction(endSessionInput, endOthers, { ...commonRefusalText, ...endRefusalText })
