// oxlint-disable max-lines-per-function -- a table of meetings and what was said in them
import { organisationId, personId, unitAt } from '#tests/support/demo-world/places'
import { heldMeeting, measure, minutes } from '#tests/support/records/held-meetings'
import { vipCase } from '#tests/support/records/cases'
import { type Db, idOf } from '#tests/support/records/ids'
import { day, dayAt, daysAgo, inDays, inMinutes, minutesAgo } from '#tests/support/records/moments'
import { careRelation } from '#tests/support/records/relations'

const lung = unitAt('lung')
const marit = { id: personId('marit.solberg'), givenName: 'Marit', familyName: 'Solberg' }
const patient = { id: idOf('patient nilshenrik.utne') }
const [lungSeat, knut, ingrid] = [
  {
    capacity: 'HOSPITAL' as const,
    personId: marit.id,
    organisationId: lung.organisationId,
    unitId: lung.id,
    name: 'Marit Solberg',
    mandate: true,
  },
  {
    capacity: 'GP' as const,
    personId: personId('knut.eide'),
    organisationId: organisationId('torget'),
    name: 'Knut Eide',
    mandate: true,
  },
  {
    capacity: 'MUNICIPALITY' as const,
    personId: personId('ingrid.moe'),
    organisationId: organisationId('strandvik'),
    name: 'Ingrid Moe',
    mandate: true,
  },
]

/** The meeting that the head nurse of the lung ward leads now. */
export const heldNow = idOf('meeting held now')
/** A meeting whose minutes wait for a signature. */
export const heldBefore = idOf('meeting held before')

/** A meeting about VIP status that goes on, one whose minutes are to be signed, and what an earlier one promised. */
export async function seedHeldMeetings(db: Db) {
  for (const { personId: who, organisationId: at, unitId } of [{ ...lungSeat }, { ...ingrid, unitId: undefined }])
    await careRelation(db, {
      id: idOf(`invited ${who}`),
      patient,
      kind: 'INVITED',
      organisationId: at,
      ...(unitId && { unitId }),
      personId: who,
      validFrom: daysAgo(9),
      validUntil: inDays(14),
    })
  const active = await vipCase(db, {
    id: idOf('case nilshenrik.utne meeting'),
    patient,
    ward: lung,
    status: 'MEETING_CALLED',
  })
  const startsAt = minutesAgo(14)
  const now = await heldMeeting(db, {
    ...{ id: heldNow, patient, ward: lung, chair: marit, caseId: active.id },
    // Whoever called it leads it too.
    ...{ calledById: ingrid.personId, organisationId: ingrid.organisationId, unitId: null },
    ...{ startsAt, endsAt: inMinutes(45, startsAt), place: 'Møterom 4B', videoUrl: 'https://video.example.no/4b' },
    agenda: ['Velkommen', 'Opphold og plan', 'Fastlegen deltar', 'Tiltak hjemme', 'Beslutning om VIP', 'Oppsummering'],
    seats: [
      { capacity: 'PATIENT', personId: personId('nilshenrik.utne'), name: 'Nils Henrik Utne', attended: true },
      { ...lungSeat, attended: true },
      { ...knut, attended: true },
      { ...ingrid, attended: true },
    ],
  })
  await db.meetingView.create({
    data: {
      id: idOf('view held now'),
      meetingId: now.id,
      patientId: patient.id,
      text: 'Jeg vil slippe å forklare alt på nytt hver gang. Jeg vil til 4B, der de kjenner meg.',
      writtenById: marit.id,
      helper: 'Marit Solberg',
      writtenAt: daysAgo(1),
    },
  })
  await measure(db, {
    ...{ id: idOf('measure breath'), meeting: now, by: marit, status: 'DRAFT' as const, agreedAt: minutesAgo(4) },
    ...{
      text: 'Pusteprøve hver 14. dag',
      responsible: 'Knut Eide, Torget legesenter',
      organisationId: organisationId('torget'),
    },
    personId: personId('knut.eide'),
  })
  const before = await heldMeeting(db, {
    ...{
      id: heldBefore,
      patient,
      ward: lung,
      chair: marit,
      caseId: active.id,
      purpose: 'NETWORK' as const,
      status: 'HELD' as const,
    },
    ...{ startsAt: dayAt(-8, '10.00'), endsAt: dayAt(-8, '10.45'), heldAt: dayAt(-8, '10.50') },
    seats: [
      { ...lungSeat, attended: true },
      { ...ingrid, attended: true },
    ],
  })
  await minutes(db, { meeting: before, by: marit })
  for (const [key, text, due, status] of [
    ['late', 'Ringe Nils Henrik hver mandag', -3, 'ACCEPTED'],
    ['asked', 'Finne en fast dag for legetime', 12, 'ASKED'],
  ] as const)
    await measure(db, {
      ...{ id: idOf(`promise ${key}`), meeting: before, by: marit, status, text, dueOn: day(dayAt(due, '12.00')) },
      ...{
        responsible: 'Ingrid Moe, Strandvik kommune',
        organisationId: organisationId('strandvik'),
        personId: ingrid.personId,
      },
      promisedAt: daysAgo(7),
    })
}
