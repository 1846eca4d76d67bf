import { casesOf, numberOf, type PatientKey } from '#tests/support/demo-world/patients'
import { seedCases } from '#tests/support/demo-world/life-cases'
import { seedRelations } from '#tests/support/demo-world/life-relations'
import { seedStays } from '#tests/support/demo-world/life-stays'
import type { Life } from '#tests/support/demo-world/lives'
import { leaderOf, organisationId, personId } from '#tests/support/demo-world/places'
import { type Db, idOf, type Stored } from '#tests/support/records/ids'
import { day, dayAt, daysAgo } from '#tests/support/records/moments'
import { criticalNote, ownPage, patient, phase } from '#tests/support/records/patients'

/** What the steps of one life need to know of each other. */
export type Told = { key: PatientKey; life: Life; patient: Stored; by: Stored; representation?: Stored }

/** One person's two years, from the table to rows. */
export async function seedLife(db: Db, key: PatientKey, life: Life) {
  const [givenName, familyName] = life.name
  const who = await patient(db, {
    id: idOf(`patient ${key}`),
    identityNumber: numberOf(life),
    givenName,
    familyName,
    birthDate: life.born,
    sex: life.sex,
    municipalityId: organisationId(life.home),
    addressProtection: life.address ?? 'NONE',
    ...(life.signsIn && { personId: personId(life.signsIn) }),
    ...(life.died !== undefined && { deceasedAt: daysAgo(life.died) }),
  })
  const ward = casesOf(life)[0]?.ward ?? life.stays?.[0]?.ward ?? 'medical'
  const told: Told = { key, life, patient: who, by: leaderOf(ward) }
  const representation = await seedRelations(db, told)
  await seedCases(db, representation ? { ...told, representation } : told)
  await seedWords(db, told)
  await seedNotes(db, told)
  await seedStays(db, told)
}

/** Editions are counted from the oldest; the table has the newest first. */
async function seedWords(db: Db, { life, patient: who }: Told) {
  const editions = [life.words ?? []].flat().toReversed()
  for (const [turn, { written, ...words }] of editions.entries())
    await ownPage(db, { patient: who, edition: turn + 1, ...words, writtenAt: dayAt(-written, '11.20') })
}

async function seedNotes(db: Db, { key, life, patient: who, by }: Told) {
  for (const [turn, [kind, text, written]] of (life.notes ?? []).entries())
    await criticalNote(db, {
      id: idOf(`note ${key} ${turn}`),
      patient: who,
      by,
      kind,
      text,
      writtenOn: day(dayAt(-written, '12.00')),
    })
  const phases = life.phases ?? []
  for (const [turn, [name, since]] of phases.entries()) {
    const next = phases[turn + 1]?.[1] ?? life.died
    const until = next !== undefined && { until: dayAt(-next, '09.10') }
    await phase(db, {
      id: idOf(`phase ${key} ${turn}`),
      patient: who,
      by,
      phase: name,
      since: dayAt(-since, '09.10'),
      ...until,
    })
  }
}
