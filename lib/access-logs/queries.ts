import 'server-only'
import { pageOf } from '#lib/access-logs/rules'
import { accessLogAnswer, type AccessLogInput, type OwnAccessLogInput } from '#lib/access-logs/schema'
import type { Transaction } from '#lib/db'
import { reading } from '#lib/reading'

const size = 20

/** One page of who looked at a patient; null when the database says it is not for the one who asks. */
async function accessLog(tx: Transaction, { id, for: before }: AccessLogInput) {
  const [row] = await tx.$queryRaw<[{ answer: unknown }]>`
    SELECT door.access_log(${id}::uuid, ${before.toISOString()}::timestamptz, ${size + 1}::int) AS answer`
  const answer = accessLogAnswer.parse(row.answer)
  return answer && { patientId: id, ...answer, ...pageOf(answer.rows, size) }
}

/** For the log controller: what people of the own organisation did with a patient's record. */
export const openAccessLog = reading({
  act: 'access.read',
  load: (tx, _actor, input: AccessLogInput) => accessLog(tx, input),
  shows: ({ patientId }) => [{ patientId, ground: 'CONTROL', shown: ['access_log'] }],
})

/** For the patient, or for whoever stands for patients: one log a patient. */
export const openOwnAccessLogs = reading({
  act: 'access.own',
  load: async (tx, _actor, input: OwnAccessLogInput) => {
    // Which patients these are is for the policies to say.
    const patients = await tx.patient.findMany({ select: { id: true }, orderBy: [{ birthDate: 'asc' }, { id: 'asc' }] })
    const logs = []
    for (const { id } of patients) logs.push(await accessLog(tx, { id, ...input }))
    return logs.filter((log) => log !== null)
  },
  shows: (logs) => logs.map(({ patientId }) => ({ patientId, shown: ['access_log'] })),
})
