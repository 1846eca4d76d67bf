import 'server-only'
import { dayOf, now } from '#lib/clock'
import type { Transaction } from '#lib/db'
import { byUrgency, isTheirs, promiseState } from '#lib/measures/rules'
import { findHeader, shownOf } from '#lib/patient-pages/queries'
import type { PatientHeader, PatientParams } from '#lib/patient-pages/schema'
import type { Actor } from '#lib/permissions'
import { reading } from '#lib/reading'
import type { MeasureStatus } from '#prisma/generated/enums'

export const isCitizen = ({ role }: Actor) => role === 'PATIENT' || role === 'NEXT_OF_KIN'

/** Everything that was promised to a patient, most urgent first. */
export async function findPromises(tx: Transaction, actor: Actor, patientId: string) {
  const rows = await tx.meetingMeasure.findMany({
    where: { patientId, promisedAt: { not: null } },
    select: {
      id: true,
      meetingId: true,
      patientId: true,
      goal: true,
      text: true,
      responsible: true,
      organisationId: true,
      startsOn: true,
      dueOn: true,
      status: true,
      answer: true,
      answeredAt: true,
      endedAt: true,
      endedNote: true,
      promisedAt: true,
      version: true,
    },
    orderBy: { id: 'asc' },
    take: 500,
  })
  const today = dayOf(now())
  const whose = { organisation: actor.organisation, isCitizen: isCitizen(actor) }
  return byUrgency(
    rows.map((row) => ({ ...row, state: promiseState(daysOf(row), today), theirs: isTheirs(row, whose) })),
  )
}
/** The days that a promise is held against. */
const daysOf = ({ status, dueOn, endedAt }: { status: MeasureStatus; dueOn: Date; endedAt: Date | null }) => ({
  status,
  due: dueOn.toISOString().slice(0, 10),
  ended: endedAt && dayOf(endedAt),
})
export type PromiseRow = Awaited<ReturnType<typeof findPromises>>[number]
export type PromiseLedger = { header: PatientHeader; promises: PromiseRow[] }

export const openPromises = reading<PatientParams, PromiseLedger>({
  act: 'promise.list',
  load: async (tx, actor, { id }) => {
    const header = await findHeader(tx, actor, id)
    return header && { header, promises: await findPromises(tx, actor, id) }
  },
  shows: ({ header }) => [{ patientId: header.id, shown: [...shownOf(header), 'promises'] }],
})

/** What was promised to the one who signs in, or to whom that one stands for. */
export const openOwnPromises = reading({
  act: 'promise.own',
  load: async (tx, actor, _input: object) => {
    const patients = await tx.patient.findMany({
      select: {
        id: true,
        givenName: true,
        personId: true,
        cases: { where: { status: { not: 'ENDED' } }, select: { id: true, status: true, version: true } },
      },
      orderBy: [{ birthDate: 'asc' }, { id: 'asc' }],
    })
    return Promise.all(
      patients.map(async (patient) => ({
        ...patient,
        isSelf: patient.personId === actor.personId,
        promises: await findPromises(tx, actor, patient.id),
      })),
    )
  },
  shows: (patients) => patients.map(({ id }) => ({ patientId: id, shown: ['status', 'promises'] })),
})
