import type { Mapping } from '#lib/stays/schema'

/** The columns we ask a hospital's system to export; README.md in this folder explains them. */
export const standard: Mapping = {
  name: 'standard',
  zone: 'Europe/Oslo',
  externalId: 'opphold_id',
  moments: {
    ARRIVED: 'ankomst',
    ADMITTED: 'innlagt',
    ON_WARD: 'pa_post',
    READY_FOR_DISCHARGE: 'utskrivningsklar',
    DISCHARGED: 'utskrevet',
    DIED: 'dod',
    CANCELLED: 'avlyst',
  },
  // Urgency as the national patient register codes it (innmåte hastegrad).
  urgency: {
    column: 'hastegrad',
    codes: { '1': 'IMMEDIATE', '2': 'WITHIN_6_HOURS', '3': 'WITHIN_24_HOURS', '4': 'PLANNED', '5': 'RETURNED' },
  },
  ward: { column: 'enhet_resh' },
  reception: { column: 'mottak_resh' },
  patients: {
    identityNumber: 'fodselsnummer',
    givenName: 'fornavn',
    familyName: 'etternavn',
    birthDate: 'fodselsdato',
    // Letters, or the national code 3101.
    sex: {
      column: 'kjonn',
      codes: { K: 'FEMALE', M: 'MALE', U: 'UNKNOWN', '1': 'MALE', '2': 'FEMALE', '0': 'UNKNOWN', '9': 'UNKNOWN' },
    },
    municipalityNumber: 'kommunenummer',
  },
  directToWard: true,
  optional: ['kommunenummer', 'mottak_resh', 'utskrivningsklar', 'dod', 'avlyst'],
  ignored: [],
}
