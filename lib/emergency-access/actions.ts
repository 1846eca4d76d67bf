'use server'

import { endEmergency, openBlock, openEmergency } from '#lib/emergency-access/commands'
import { findForEmergency } from '#lib/emergency-access/queries'
import { endInput, openBlockInput, openInput } from '#lib/emergency-access/schema'
import { blockRefusalText, endRefusalText, findRefusalText, openingRefusalText } from '#lib/emergency-access/text'
import { formAction, leadTo } from '#lib/form-action'
import { findInput } from '#lib/patients/schema'
import { numberRefusalText } from '#lib/patients/text'
import { commonRefusalText } from '#lib/text'

export const findForEmergencyAction = formAction(
  findInput,
  findForEmergency,
  { ...commonRefusalText, ...numberRefusalText, ...findRefusalText },
  { then: ({ id }) => leadTo(`/patients/${id}/emergency`) },
)
export const openEmergencyAction = formAction(openInput, openEmergency, { ...commonRefusalText, ...openingRefusalText })
export const openBlockAction = formAction(openBlockInput, openBlock, { ...commonRefusalText, ...blockRefusalText })
export const endEmergencyAction = formAction(endInput, endEmergency, { ...commonRefusalText, ...endRefusalText })
