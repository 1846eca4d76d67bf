'use server'

import {
  answerFastTrack,
  receivePatient,
  redirectFastTrack,
  startFastTrack,
  withdrawFastTrack,
} from '#lib/fast-tracks/commands'
import { answerInput, receiveClearedInput, receiveInput, redirectInput, startInput } from '#lib/fast-tracks/schema'
import { fastTrackRefusalField, fastTrackRefusalText } from '#lib/fast-tracks/text'
import { formAction } from '#lib/form-action'
import { commonRefusalText } from '#lib/text'

const texts = { ...commonRefusalText, ...fastTrackRefusalText }
const how = { fields: fastTrackRefusalField }

export const startFastTrackAction = formAction(startInput, startFastTrack, texts)
export const answerAction = formAction(answerInput, answerFastTrack, texts, how)
export const receiveAction = formAction(receiveInput, receivePatient, texts)
export const receiveClearedAction = formAction(receiveClearedInput, receivePatient, texts, how)
export const redirectAction = formAction(redirectInput, redirectFastTrack, texts, how)
export const withdrawAction = formAction(receiveInput, withdrawFastTrack, texts)
