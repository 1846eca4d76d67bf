import 'server-only'
import type { Transaction } from '#lib/db'
import { flagAnswer, type FlagDetail, type FlagParams, type FlagQuery, flagsAnswer } from '#lib/log-flags/schema'
import { reading } from '#lib/reading'

const size = 20

async function load(tx: Transaction, { vis, side }: FlagQuery) {
  const [row] = await tx.$queryRaw<[{ answer: unknown }]>`
    SELECT door.log_flags(${vis === 'apne'}::boolean, ${size}::int, ${(side - 1) * size}::int) AS answer`
  const answer = flagsAnswer.parse(row.answer)
  return { ...answer, vis, side, size, total: vis === 'apne' ? answer.open : answer.done }
}

/** Flags of the controller's organisation, one page; the last one when there are fewer. */
export const listFlags = reading({
  act: 'control.flags',
  load: async (tx, _actor, query: FlagQuery) => {
    const found = await load(tx, query)
    const last = Math.max(1, Math.ceil(found.total / size))
    return query.side > last ? load(tx, { ...query, side: last }) : found
  },
  shows: ({ rows }) => controlled(rows.flatMap(({ patient }) => patient?.id ?? [])),
})

export async function loadFlag(tx: Transaction, id: string): Promise<FlagDetail | null> {
  const [row] = await tx.$queryRaw<[{ answer: unknown } | undefined]>`SELECT door.log_flag(${id}::uuid) AS answer`
  return flagAnswer.parse(row?.answer ?? null)
}

/** One flag with what is needed to judge it; not found when it is another organisation's, or about oneself. */
export const openFlag = reading<FlagParams, FlagDetail>({
  act: 'control.flag',
  load: (tx, _actor, { flag }) => loadFlag(tx, flag),
  shows: ({ patient, looks }) =>
    controlled([...(patient ? [patient.id] : []), ...looks.map(({ patientId }) => patientId)]),
})

const controlled = (patients: readonly string[]) =>
  [...new Set(patients)].map((patientId) => ({ patientId, ground: 'CONTROL', shown: ['name', 'access_log'] }))
