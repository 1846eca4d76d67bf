import { beforeEach, expect, test } from 'vitest'
import { openHistories } from '#lib/case-histories/queries'
import { openAgreements } from '#lib/agreements/queries'
import { openCards } from '#lib/cards/queries'
import { openHeldMeeting } from '#lib/held-meetings/queries'
import { openPromises } from '#lib/measures/queries'
import { openMeeting, openMeetings } from '#lib/meeting-pages/queries'
import type { Session } from '#lib/session'
import { as } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { vipCase } from '#tests/support/records/cases'
import { heldMeeting } from '#tests/support/records/held-meetings'
import { inDays } from '#tests/support/records/moments'
import { ward as aWard } from '#tests/support/records/organisations'
import { patient as aPatient } from '#tests/support/records/patients'
import { staff } from '#tests/support/records/people'
import { careRelation } from '#tests/support/records/relations'

let about: { patient: string; meeting: string }
let [chair, stranger] = [] as unknown as [Session, Session]

beforeEach(async () => {
  const ward = await aWard(admin)
  const head = await staff(admin, { role: 'HEAD_NURSE', unit: ward })
  const patient = await aPatient(admin)
  await careRelation(admin, { patient, kind: 'INVITED', unit: ward, personId: head.id, validUntil: inDays(14) })
  const { id: caseId } = await vipCase(admin, { patient, ward, status: 'MEETING_CALLED' })
  const seat = { capacity: 'HOSPITAL' as const, personId: head.id, name: 'Leder', organisationId: ward.organisationId }
  const { id } = await heldMeeting(admin, { patient, ward, chair: head, caseId, seats: [{ ...seat, unitId: ward.id }] })
  about = { patient: patient.id, meeting: id }
  chair = await as(head)
  stranger = await as(await staff(admin, { role: 'HEAD_NURSE', unit: await aWard(admin) }))
})

/** What each page that a task leads to reads before it shows anything; without it the page is a 404. */
const pages: Record<string, (of: Session) => Promise<{ ok: boolean }>> = {
  'the meetings of the patient': (of) => openMeetings(of, { id: about.patient }),
  'the meeting': (of) => openMeeting(of, { id: about.meeting }),
  'the meeting that is held': (of) => openHeldMeeting(of, { id: about.meeting }),
  'what was promised': (of) => openPromises(of, { id: about.patient }),
  'the history of the status': (of) => openHistories(of, { id: about.patient }),
  'the agreement': (of) => openAgreements(of, { id: about.patient }),
  'the card': (of) => openCards(of, { id: about.patient }),
}

test.each(Object.keys(pages))('%s opens for the one who has the task, and is not there for another', async (page) => {
  expect(await pages[page]?.(chair)).toMatchObject({ ok: true })
  expect(await pages[page]?.(stranger)).toMatchObject({ ok: false, refusal: 'not_found' })
})
