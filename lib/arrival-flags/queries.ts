import 'server-only'
import { type FlagListInput, flagsAnswer } from '#lib/arrival-flags/schema'
import type { Transaction } from '#lib/db'
import { reading } from '#lib/reading'

const size = 20

async function flags(tx: Transaction, page: number) {
  const [row] = await tx.$queryRaw<[{ answer: unknown }]>`
    SELECT door.arrival_flags(${size}::int, ${(page - 1) * size}::int) AS answer`
  return { ...flagsAnswer.parse(row.answer), page, size }
}

/** Arrivals that opened a record and came to nothing; one page of them, the last one when there are fewer. */
export const listArrivalFlags = reading({
  act: 'control.arrivals',
  load: async (tx, _actor, { page }: FlagListInput) => {
    const found = await flags(tx, page)
    const last = Math.max(1, Math.ceil(found.total / size))
    return page > last ? flags(tx, last) : found
  },
  shows: ({ rows }) =>
    [...new Set(rows.map(({ patientId }) => patientId))].map((patientId) => ({
      patientId,
      ground: 'CONTROL',
      shown: ['name', 'arrival'],
    })),
})
