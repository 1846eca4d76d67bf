'use server'

import { issueCard, revokeCard } from '#lib/cards/commands'
import { issueCardInput, revokeCardInput } from '#lib/cards/schema'
import { issueRefusalText, revokeRefusalText } from '#lib/cards/text'
import { formAction } from '#lib/form-action'
import { commonRefusalText } from '#lib/text'

export const issueCardAction = formAction(
  issueCardInput,
  issueCard,
  { ...commonRefusalText, ...issueRefusalText },
  { fresh: ['has_card', 'no_card', 'conflict'] },
)
export const revokeCardAction = formAction(
  revokeCardInput,
  revokeCard,
  { ...commonRefusalText, ...revokeRefusalText },
  { fresh: ['not_valid', 'conflict'] },
)
