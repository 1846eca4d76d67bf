/** The invented hospital that the shipped admissions belong to; no real trust has a number that begins with 3. */
export const innvik = {
  organisationNumber: '310000027',
  name: 'Helse Innvik HF',
  wardResh: 990201,
  wardName: 'Medisinsk sengepost',
  receptionResh: 990202,
  receptionName: 'Akuttmottaket Innvik',
  /** Where its patients live. */
  municipalityNumbers: ['4671', '4672', '4673'],
} as const
