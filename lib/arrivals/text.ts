import type { ArrivalRefusal } from '#lib/arrivals/rules'
import type { ArrivalMode, Urgency } from '#prisma/generated/enums'

export const urgencyText: Record<Urgency, string> = {
  IMMEDIATE: 'Akutt',
  WITHIN_6_HOURS: 'Innen 6 timer',
  WITHIN_24_HOURS: 'Innen 24 timer',
  PLANNED: 'Planlagt',
  RETURNED: 'Tilbakeført',
}

export const modeText: Record<ArrivalMode, string> = {
  AMBULANCE: 'Ambulanse',
  AIR_AMBULANCE: 'Luftambulanse',
  OWN_TRANSPORT: 'Kom selv',
  POLICE: 'Politi',
  OTHER_HOSPITAL: 'Fra annet sykehus',
  OTHER: 'Annet',
}

export const arrivalRefusalText: Record<ArrivalRefusal | 'left_reception', string> = {
  deceased: 'Pasienten er registrert som død. Kontroller hvem som står foran deg.',
  admitted: 'Pasienten er allerede innlagt her. Ring avdelingen.',
  arrived_elsewhere: 'Ankomsten er allerede registrert i et annet mottak ved sykehuset. Ring dem.',
  in_future: 'Ankomsten kan ikke være fram i tid. Se på klokkeslettet.',
  too_long_ago: 'Ankomsten er mer enn et døgn tilbake. Se på datoen.',
  before_discharge: 'Ankomsten er før forrige utskrivning. Se på tiden.',
  left_reception: 'Pasienten er ikke lenger i mottak.',
}

/** What a refusal is about, so that it stands beside the field. */
export const arrivalRefusalField: Partial<Record<ArrivalRefusal, string>> = {
  in_future: 'at',
  too_long_ago: 'at',
  before_discharge: 'at',
}
