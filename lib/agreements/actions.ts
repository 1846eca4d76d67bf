'use server'

import { beginVersion, freezeDraft, revokeAtWork, revokeOwn, writeDraft } from '#lib/agreements/commands'
import {
  beginInput,
  declineInput,
  ownRevokeInput,
  revokeInput,
  signInput,
  versionInput,
  writeInput,
} from '#lib/agreements/schema'
import { ownRefusalText, refusalText } from '#lib/agreements/text'
import { declineOwn, signAtWork, signOwn } from '#lib/signing/commands'
import { formAction } from '#lib/form-action'
import { commonRefusalText } from '#lib/text'

const atWork = { ...commonRefusalText, ...refusalText }
const own = { ...commonRefusalText, ...ownRefusalText }

export const beginVersionAction = formAction(beginInput, beginVersion, atWork)
export const writeDraftAction = formAction(writeInput, writeDraft, atWork, { fields: { review_before: 'reviewOn' } })
export const freezeDraftAction = formAction(versionInput, freezeDraft, atWork)
export const signAgreementAction = formAction(signInput, signAtWork, atWork)
export const revokeAgreementAction = formAction(revokeInput, revokeAtWork, atWork)
export const signOwnAgreementAction = formAction(signInput, signOwn, own)
export const declineOwnAgreementAction = formAction(declineInput, declineOwn, own)
export const revokeOwnAgreementAction = formAction(ownRevokeInput, revokeOwn, own)
