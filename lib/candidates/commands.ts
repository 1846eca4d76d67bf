import 'server-only'
import { v7 as uuid } from 'uuid'
import { decideDismiss } from '#lib/candidates/rules'
import type { DismissInput } from '#lib/candidates/schema'
import { dayOf } from '#lib/clock'
import { command } from '#lib/command'
import { rowsOf } from '#lib/db'
import { ok } from '#lib/result'
import { Prisma } from '#prisma/generated/client'

/** Takes somebody off the own list until a day; a decision about the list, not about the patient. */
export const dismissCandidate = command({
  act: 'candidate.dismiss',
  load: async (tx, _actor, { patient }: DismissInput) => {
    const [row] = await tx.$queryRaw<[{ listed: boolean }]>`SELECT door.is_candidate(${patient}::uuid) AS listed`
    return row.listed ? { id: uuid(), patientId: patient } : null
  },
  decide: (_loaded, input, time) => {
    const decision = decideDismiss(input.lookAgain, dayOf(time))
    return decision.ok ? ok(input) : decision
  },
  save: (tx, { id, patientId }, { reason, text, lookAgain }) =>
    rowsOf(
      tx,
      Prisma.sql`door.dismiss_candidate(${id}::uuid, ${patientId}::uuid, ${reason}::candidate_reason, ${text}, ${lookAgain}::date)`,
    ),
})
