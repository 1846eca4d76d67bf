import { leaderOf, organisationId } from '#tests/support/demo-world/places'
import { agreement } from '#tests/support/records/agreements'
import { type Db, idOf } from '#tests/support/records/ids'
import { day, dayAt, inDays } from '#tests/support/records/moments'

const iso = (date: Date) => date.toISOString().slice(0, 10)

/** An agreement that the ward has signed, and that waits for the patient and the municipality. */
export async function seedAgreements(db: Db) {
  const patient = await db.patient.findUniqueOrThrow({ where: { id: idOf('patient maret.guttorm') } })
  const vipCase = await db.vipCase.findFirstOrThrow({ where: { patientId: patient.id, status: 'ACTIVE' } })
  const ward = await db.unit.findUniqueOrThrow({ where: { id: vipCase.wardId ?? '' }, include: { organisation: true } })
  const by = await db.person.findUniqueOrThrow({ where: { id: leaderOf('medical').id } })
  await agreement(db, {
    id: idOf('agreement maret.guttorm'),
    ...{ vipCase, by, municipalityId: organisationId('sundoy'), frozenAt: dayAt(-4, '13.20') },
    content: {
      patient: { name: `${patient.givenName} ${patient.familyName}`, birthDate: iso(patient.birthDate) },
      hospital: ward.organisation.name,
      ward: { name: ward.name, phone: ward.phone },
      municipality: 'Sundøy kommune',
      expects: `Du er VIP-pasient ved ${ward.name}.\nDu skal rett til avdelingen når det går.\nDu kan ringe dag og natt.`,
      ownWords: 'Søsteren min skal få vite det først.',
      from: iso(day(dayAt(-4, '13.20'))),
      reviewOn: iso(day(inDays(57))),
    },
    signed: [{ party: 'HOSPITAL', person: by }],
  })
}
