import { cardId, importedUntil } from '#tests/support/demo-world/patients'
import { leaderOf, unitAt } from '#tests/support/demo-world/places'
import { card, vipCase } from '#tests/support/records/cases'
import { type Db, idOf } from '#tests/support/records/ids'
import { day, dayAt } from '#tests/support/records/moments'
import { criticalNote, ownPage, phase } from '#tests/support/records/patients'
import { careRelation, consent } from '#tests/support/records/relations'
import type { PrismaClient } from '#prisma/generated/client'

/** The subject with fifteen real admissions, the kind of person the model is for. */
export const importedSubject = { source: 'mimic', subject: '41976' }

const innvikWard = unitAt('innvikWard')

/** Who that subject became; null before the import. */
export async function importedPatient(db: Db) {
  const where = { organisationId_source_subject: { organisationId: innvikWard.organisationId, ...importedSubject } }
  const found = await db.importedSubject.findUnique({ where, select: { patient: true } })
  return found?.patient ?? null
}

/** Gives the person with the real admissions VIP status at the hospital they belong to; a second time does nothing. */
export async function seedAfterImport(db: PrismaClient): Promise<boolean> {
  const patient = await importedPatient(db)
  if (!patient) throw new Error('Innleggelsene er ikke importert ennå. Kjør importen først.')
  if (await db.vipCase.count({ where: { id: idOf('case imported') } })) return false
  await db.$transaction(async (tx) => {
    const about = { patient, by: leaderOf('innvikWard') }
    if (patient.municipalityId)
      await careRelation(tx, {
        id: idOf('relation case imported'),
        patient,
        kind: 'MUNICIPALITY_CASE',
        organisationId: patient.municipalityId,
      })
    const yes = await consent(tx, {
      ...about,
      id: idOf('consent imported'),
      method: 'WRITTEN',
      givenAt: dayAt(-21, '13.30'),
    })
    const active = await vipCase(tx, {
      ...about,
      id: idOf('case imported'),
      ward: innvikWard,
      consentId: yes.id,
      activeAt: dayAt(-21, '14.00'),
      reviewOn: day(dayAt(159, '12.00')),
    })
    await card(tx, {
      id: cardId('imported'),
      vipCase: active,
      issuedAt: dayAt(-20, '10.30'),
      validUntil: day(dayAt(importedUntil, '12.00')),
    })
    await seedOwnWords(tx, about)
  })
  return true
}

async function seedOwnWords(db: Db, about: { patient: { id: string }; by: { id: string } }) {
  await ownPage(db, {
    patient: about.patient,
    helps:
      'Si hva som skal skje før det skjer. Snakk litt langsommere når jeg er sliten.\nDe på sengeposten kjenner meg. Spør dem hvis jeg ikke orker å svare.',
    worsens: 'Å vente alene på gangen.',
    writtenAt: dayAt(-20, '11.20'),
  })
  await criticalNote(db, {
    ...about,
    id: idOf('note imported'),
    kind: 'OTHER',
    text: 'Har medisinliste i veska. Spør etter den.',
    writtenOn: day(dayAt(-20, '12.00')),
  })
  await phase(db, { ...about, id: idOf('phase imported'), phase: 'STABLE', since: dayAt(-21, '14.00') })
}
