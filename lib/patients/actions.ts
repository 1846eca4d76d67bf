'use server'

import { formAction } from '#lib/form-action'
import { checkPatient } from '#lib/patients/queries'
import { checkInput } from '#lib/patients/schema'
import { checkText, numberRefusalText } from '#lib/patients/text'
import { commonRefusalText } from '#lib/text'

export const checkPatientAction = formAction(
  checkInput,
  checkPatient,
  { ...numberRefusalText, forbidden: commonRefusalText.forbidden },
  { then: () => {}, unknown: checkText.failed },
)
