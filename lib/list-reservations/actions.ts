'use server'

import { formAction } from '#lib/form-action'
import { setReservation } from '#lib/list-reservations/commands'
import { reservationInput } from '#lib/list-reservations/schema'
import { reservationRefusalText } from '#lib/list-reservations/text'

export const setReservationAction = formAction(reservationInput, setReservation, reservationRefusalText, {
  fresh: ['stands_already', 'conflict'],
})
