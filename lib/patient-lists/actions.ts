'use server'

import { formAction, leadTo } from '#lib/form-action'
import { findPatient } from '#lib/patient-lists/queries'
import { findText } from '#lib/patient-lists/text'
import { findInput } from '#lib/patients/schema'
import { numberRefusalText } from '#lib/patients/text'
import { commonRefusalText } from '#lib/text'

export const findPatientAction = formAction(
  findInput,
  findPatient,
  { ...numberRefusalText, ...findText, forbidden: commonRefusalText.forbidden },
  { then: ({ id, own }) => leadTo(own ? `/patients/${id}` : `/patients/${id}/emergency`) },
)
