import { createHash } from 'node:crypto'
import { base, en, Faker, nb_NO } from '@faker-js/faker'
import type { Mapping, Span } from '#lib/stays/schema'
import { innvik } from '#prisma/mappings/innvik'
import { syntheticNumber } from '#prisma/mappings/synthetic-number'

const day = 24 * 60 * 60_000
/** The people of the demo world have serials below this, so that no subject becomes one of them. */
const firstSerial = 400

const seedOf = (subject: string) => createHash('sha256').update(subject).digest().readUInt32BE()

/** The same subject is always the same person, as long as the version of the generator is. */
function invent(subject: string, { first, last }: Span, now: Date, taken: ReadonlySet<string>) {
  const faker = new Faker({ locale: [nb_NO, en, base], seed: seedOf(subject) })
  const sex = faker.helpers.arrayElement(['FEMALE', 'MALE'] as const)
  const named = sex === 'FEMALE' ? 'female' : 'male'
  const givenName = faker.person.firstName(named)
  const familyName = faker.person.lastName()
  const municipalityNumber = faker.helpers.arrayElement(innvik.municipalityNumbers)
  const age = faker.number.int({ min: 25, max: 90 })
  const dayOfLife = faker.number.int({ min: 0, max: 364 })
  let serial = firstSerial + faker.number.int({ max: 399 })

  // The last discharge comes to lie at least 31 and less than 365 days back.
  const back = faker.number.int({ min: 31, max: 364 })
  const shiftDays = Math.floor((now.getTime() - last.getTime()) / day) - back
  const start = new Date(first.getTime() + shiftDays * day)
  const birth = Date.UTC(start.getUTCFullYear() - age, start.getUTCMonth(), start.getUTCDate()) - dayOfLife * day
  const birthDate = new Date(birth).toISOString().slice(0, 10)

  while (taken.has(syntheticNumber(birthDate, serial))) serial += 1
  const identityNumber = syntheticNumber(birthDate, serial)
  return { patient: { identityNumber, givenName, familyName, birthDate, sex, municipalityNumber }, shiftDays }
}

/** The shipped admissions; the only mapping that invents people and moves times, and it never runs in production. */
export const mimic: Mapping = {
  name: 'mimic',
  zone: 'UTC',
  organisationNumber: innvik.organisationNumber,
  externalId: 'hadm_id',
  moments: {
    ARRIVED: 'edregtime',
    ADMITTED: 'admittime',
    ON_WARD: 'edouttime',
    DISCHARGED: 'dischtime',
    DIED: 'deathtime',
  },
  urgency: {
    column: 'admission_type',
    codes: { EMERGENCY: 'IMMEDIATE', URGENT: 'WITHIN_6_HOURS', ELECTIVE: 'PLANNED' },
  },
  ward: { resh: innvik.wardResh },
  reception: { resh: innvik.receptionResh },
  patients: { subject: 'subject_id', invent },
  directToWard: false,
  optional: [],
  ignored: [
    ...['row_id', 'admission_location', 'discharge_location', 'insurance', 'language', 'religion', 'marital_status'],
    ...['ethnicity', 'diagnosis', 'hospital_expire_flag', 'has_chartevents_data'],
  ],
}
