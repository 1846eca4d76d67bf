import 'server-only'
import type { Transaction } from '#lib/db'
import { findHeader, shownOf } from '#lib/patient-pages/queries'
import type { PatientHeader, PatientParams } from '#lib/patient-pages/schema'
import { reading } from '#lib/reading'

const name = { select: { givenName: true, familyName: true } } as const

const findHistories = (tx: Transaction, patientId: string) =>
  tx.vipCase.findMany({
    where: { patientId },
    select: {
      id: true,
      status: true,
      reviewOn: true,
      version: true,
      trust: { select: { name: true } },
      ward: { select: { name: true } },
      events: {
        select: {
          id: true,
          status: true,
          cause: true,
          reason: true,
          meetingId: true,
          at: true,
          ward: { select: { name: true } },
          person: name,
        },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
      },
    },
    orderBy: { id: 'desc' },
  })
export type CaseHistory = Awaited<ReturnType<typeof findHistories>>[number]
export type OpenedHistories = { header: PatientHeader; cases: CaseHistory[] }

/** What the VIP status of a patient has been, at each hospital. */
export const openHistories = reading<PatientParams, OpenedHistories>({
  act: 'case.read',
  load: async (tx, actor, { id }) => {
    const header = await findHeader(tx, actor, id)
    return header && { header, cases: await findHistories(tx, id) }
  },
  shows: ({ header }) => [{ patientId: header.id, shown: [...shownOf(header), 'status_history'] }],
})
