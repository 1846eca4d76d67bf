import 'server-only'
import { mayBeginReview, mayEndStatus } from '#lib/case-histories/rules'
import type { BeginReviewInput, EndOwnStatusInput, EndStatusInput } from '#lib/case-histories/schema'
import { command } from '#lib/command'
import type { Transaction } from '#lib/db'
import { tell } from '#lib/notices/tell'
import type { Actor } from '#lib/permissions'
import { endTasks } from '#lib/tasks/give'

type Row = [{ rows: number }]

const load = async <Input extends { case: string }>(tx: Transaction, _actor: Actor, input: Input) => {
  const found = await tx.vipCase.findUnique({
    where: { id: input.case },
    select: {
      id: true,
      patientId: true,
      status: true,
      patient: { select: { personId: true } },
      meetings: {
        select: { chairId: true, participants: { where: { removedAt: null }, select: { personId: true } } },
        orderBy: { calledAt: 'desc' },
        take: 1,
      },
    },
  })
  return found && { ...found, input }
}
type Loaded = NonNullable<Awaited<ReturnType<typeof load<EndOwnStatusInput>>>>

/** Tells before it ends, because the end takes the relation of the ward away, and the tasks; an end that was lost undoes it all. */
async function end(tx: Transaction, actor: Actor, { id, patientId, patient, meetings, input }: Loaded) {
  const [last] = meetings
  const concerned = [last?.chairId, ...(last?.participants ?? []).map(({ personId }) => personId), patient.personId]
  await tell(tx, actor, { kind: 'STATUS_ENDED', patientId, objectId: id, to: concerned.filter((one) => one != null) })
  const [{ rows }] =
    await tx.$queryRaw<Row>`SELECT door.end_status(${id}::uuid, ${input.seen}::int, ${input.text}) AS rows`
  if (rows !== 1) throw new Error('The case changed while it was being ended')
  return rows
}

/** The patient's wish, written down by somebody at work: the status ends at once, with card and access. */
export const endStatus = command({
  act: 'case.end',
  load: load<EndStatusInput>,
  decide: mayEndStatus,
  save: (tx, loaded, _change, actor) => end(tx, actor, loaded),
  facts: ({ input }) => ({ method: input.method }),
})

/** The same, by the patient or whoever may answer for the patient. */
export const endOwnStatus = command({
  act: 'case.own_end',
  load: load<EndOwnStatusInput>,
  decide: mayEndStatus,
  save: (tx, loaded, _change, actor) => end(tx, actor, loaded),
})

/** A review begins; what comes of it is decided in an evaluation meeting. */
export const beginReview = command({
  act: 'case.review',
  load: async (tx, actor, input: BeginReviewInput) => {
    const found = await load(tx, actor, input)
    if (!found) return null
    const { organisation, unit, role } = actor
    const [row] = await tx.$queryRaw<[{ may: boolean }]>`
      SELECT EXISTS (
        SELECT FROM initiator_role r JOIN organisation o ON o.id = r.organisation_id LEFT JOIN unit u ON u.id = ${unit?.id ?? null}::uuid
        JOIN vip_case v ON v.id = ${found.id}::uuid
        WHERE r.organisation_id = ${organisation?.id ?? null}::uuid AND r.role = ${role}::role AND r.enabled AND (r.unit_kind IS NULL OR r.unit_kind = u.kind)
          AND (r.role <> 'HEAD_NURSE' OR v.ward_id = u.id) AND (o.kind <> 'HEALTH_TRUST' OR v.trust_id = o.id)) AS may`
    return { ...found, mayInitiate: row.may }
  },
  decide: (found) => mayBeginReview(found),
  save: async (tx, { id, input }, _change, actor) => {
    const [{ rows }] = await tx.$queryRaw<Row>`SELECT door.begin_review(${id}::uuid, ${input.seen}::int) AS rows`
    if (rows === 1) await endTasks(tx, actor, { kind: 'REVIEW_STATUS', objectId: id }, 'BEGUN')
    return rows
  },
})
