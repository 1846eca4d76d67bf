import { organisationId, personId, unitAt } from '#tests/support/demo-world/places'
import { heldMeeting } from '#tests/support/records/held-meetings'
import { type Db, idOf } from '#tests/support/records/ids'
import { daysAgo, inMinutes, minutesAgo } from '#tests/support/records/moments'
import { task } from '#tests/support/records/tasks'

const lung = unitAt('lung')
const marit = { id: personId('marit.solberg'), givenName: 'Marit', familyName: 'Solberg' }
const patient = { id: idOf('patient ellenmarie.vik') }
const caseId = idOf('case ellenmarie.vik 0')

/** A meeting that looks at a status again, and has begun. */
export const reviewedNow = idOf('meeting reviewed now')

/** A status whose day of review has passed, with the task of it and the meeting that is to decide. */
export async function seedReviews(db: Db) {
  await task(db, {
    ...{ id: idOf('task review ellenmarie.vik'), patient, kind: 'REVIEW_STATUS', objectId: caseId },
    ...{ unitId: lung.id, role: 'HEAD_NURSE', givenById: marit.id, givenAt: daysAgo(290), dueAt: daysAgo(2) },
  })
  const startsAt = minutesAgo(9)
  const at = { organisationId: organisationId('strandvik'), unitId: null }
  await heldMeeting(db, {
    ...{ id: reviewedNow, patient, ward: lung, chair: marit, caseId, purpose: 'EVALUATION' as const },
    ...{ startsAt, endsAt: inMinutes(45, startsAt), place: 'Møterom 4B' },
    reason: 'Ni måneder med VIP-status. Ett opphold siden i vinter.',
    agenda: ['Velkommen', 'Hva har hjulpet', 'Skal VIP-status fortsette'],
    seats: [
      { capacity: 'PATIENT', name: 'Ellen Marie Vik', attended: true },
      {
        ...{ capacity: 'HOSPITAL', personId: marit.id, organisationId: lung.organisationId, unitId: lung.id },
        ...{ name: 'Marit Solberg', mandate: true, attended: true },
      },
      {
        ...{ capacity: 'MUNICIPALITY', personId: personId('ingrid.moe'), ...at },
        ...{ name: 'Ingrid Moe', mandate: true, attended: true },
      },
    ],
  })
}
