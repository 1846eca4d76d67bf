import { v7 as uuid } from 'uuid'
import { send } from '#tests/support/matrix/call'
import { insiderOf } from '#tests/support/matrix/outsiders'
import { each, type Matrix } from '#tests/support/matrix/ledger'
import { helpOf } from '#tests/support/matrix/over-http'
import { isYes } from '#tests/support/matrix/verdicts'
import { type Way, ways } from '#tests/support/matrix/ways'

/** What a form could be made to say besides what it asks: whose it is, who did it, when, and what comes of it. */
const extras = ({ subjects, at, visitors }: Matrix): Record<string, string> => ({
  id: uuid(),
  patientId: subjects.none.id,
  patient_id: subjects.none.id,
  organisationId: at.farTrust.id,
  unitId: at.farDesk.id,
  personId: uuid(),
  actorId: uuid(),
  sessionId: visitors.farDesk.sessionId,
  role: 'ORG_ADMIN',
  purpose: 'TREAT',
  status: 'RECEIVED',
  version: '1',
  source: 'journal',
  recordedAt: '2020-01-01T00:00:00Z',
  validUntil: '2099-01-01T00:00:00Z',
  'patient[connect][id]': subjects.none.id,
  constructor: 'x',
  ['__proto__']: 'x',
})

const everySixth = (turn: number) => Boolean(process.env['PROOF']) || turn % 6 === 0

/**
 * Sends each form as somebody who may, with one field more than it asks; in a proof each of the fields, otherwise every
 * sixth, another sixth for each form.
 * @returns how many were sent, and those that did something in spite of it
 */
export async function tryMoreThanAsked(matrix: Matrix): Promise<{ sent: number; done: string[] }> {
  const forms = ways.filter((way): way is Way & { kind: 'form' } => way.kind === 'form')
  const pairs = forms.flatMap((way, turn) =>
    Object.entries(extras(matrix))
      .filter((_, place) => everySixth(turn + place))
      .map(([name, value]) => ({ way, name, value })),
  )
  const done: string[] = []
  let sent = 0
  await each(pairs, async ({ way, name, value }) => {
    const [who, about] = insiderOf(way)
    const asked = way.fields(matrix.subjects[about], helpOf(matrix, who, matrix.subjects[about]))
    if (Object.hasOwn(asked, name)) return
    const typed = Object.fromEntries([...Object.entries(asked), [name, value]])
    const { said } = await send(matrix.visitors[who], matrix.ids.get(way.entrance) ?? '', typed)
    sent += 1
    if (isYes(said)) done.push(`${way.entrance} with ${name}`)
  })
  return { sent, done }
}
