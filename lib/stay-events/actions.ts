'use server'

import { formAction, leadTo } from '#lib/form-action'
import { cancelStay, endLeave, joinStays, movePatient, recordDeath, startLeave } from '#lib/stay-events/commands'
import { cancelInput, deathInput, joinInput, leaveInput, moveInput, returnInput } from '#lib/stay-events/schema'
import { stayRefusalField, stayRefusalText } from '#lib/stay-events/text'
import { commonRefusalText } from '#lib/text'

const texts = { ...commonRefusalText, ...stayRefusalText }
const how = { fields: stayRefusalField, fresh: ['changed'] }

export const startLeaveAction = formAction(leaveInput, startLeave, texts, how)
export const endLeaveAction = formAction(returnInput, endLeave, texts, how)
export const movePatientAction = formAction(moveInput, movePatient, texts, how)
export const recordDeathAction = formAction(deathInput, recordDeath, texts, how)
export const cancelStayAction = formAction(cancelInput, cancelStay, texts, { ...how, then: () => leadTo('/board') })
export const joinStaysAction = formAction(joinInput, joinStays, texts, how)
