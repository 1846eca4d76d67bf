import { commonRefusalText } from '#lib/text'

export const reservationRefusalText = { ...commonRefusalText, stands_already: 'Dette er allerede registrert.' }
