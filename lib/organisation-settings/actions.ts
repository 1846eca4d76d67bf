'use server'

import { formAction } from '#lib/form-action'
import { setCandidateList, setInitiator, setPhones, setTarget } from '#lib/organisation-settings/commands'
import { initiatorInput, listInput, phonesInput, targetInput } from '#lib/organisation-settings/schema'
import { settingsRefusalText as texts } from '#lib/organisation-settings/text'

const fresh = ['conflict']

export const setInitiatorAction = formAction(initiatorInput, setInitiator, texts, { fresh })
export const setTargetAction = formAction(targetInput, setTarget, texts, { fresh })
export const setPhonesAction = formAction(phonesInput, setPhones, texts, { fresh, fields: { same_phones: 'phone' } })
export const setCandidateListAction = formAction(listInput, setCandidateList, texts, {
  fresh,
  fields: { needs_limits: 'acute6', limits_crossed: 'acute12', not_responsible: 'responsible' },
})
