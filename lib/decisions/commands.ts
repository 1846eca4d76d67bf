import 'server-only'
import { v7 as uuid } from 'uuid'
import { dayOf, now } from '#lib/clock'
import { command } from '#lib/command'
import { decideStatus as rule } from '#lib/decisions/rules'
import type { DecideInput } from '#lib/decisions/schema'
import type { Transaction } from '#lib/db'
import { findMeeting } from '#lib/held-meetings/queries'
import { lacksOf } from '#lib/held-meetings/rules'
import type { Actor } from '#lib/permissions'

/** The decision of a meeting. It has its effect when the minutes are signed; of two at once one stands. */
export const decideStatus = command({
  act: 'meeting.decide',
  load: loadDeciding,
  decide: (deciding, input, time) => rule(deciding, input, time),
  save: async (tx, { id, criteria, input }, { at }) => {
    const { answer, ...rest } = input
    const row = JSON.stringify({
      ...rest,
      id: uuid(),
      meeting: id,
      criteria: criteria?.id ?? null,
      answer: answer && {
        id: uuid(),
        agrees: answer.agrees,
        representation: answer.by,
        method: answer.method,
        givenAt: answer.givenAt ?? at,
      },
    })
    const [done] = await tx.$queryRaw<[{ rows: number }]>`SELECT door.decide_status(${row}::jsonb) AS rows`
    return done.rows
  },
})

async function loadDeciding(tx: Transaction, actor: Actor, input: DecideInput) {
  const meeting = await findMeeting(tx, actor, input.meeting)
  if (!meeting) return null
  const { id, patientId, trustId, caseId, _count: count } = meeting
  const time = now()
  const found = caseId && (await tx.vipCase.findUnique({ where: { id: caseId }, select: { status: true } }))
  const representations = await tx.representation.findMany({
    where: { patientId, validFrom: { lte: time }, OR: [{ validUntil: null }, { validUntil: { gt: time } }] },
    select: { id: true },
  })
  const newest = await tx.statusAnswer.findFirst({
    where: { meetingId: id },
    select: { agrees: true, representationId: true },
    orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
  })
  const wards = await tx.unit.findMany({
    where: { organisationId: trustId, kind: 'WARD', OR: [{ closedAt: null }, { closedAt: { gt: time } }] },
    select: { id: true },
  })
  const [row] = await tx.$queryRaw<[{ id: string; count: number } | undefined]>`
    SELECT v.id, cardinality(v.items) AS count FROM patient p
    JOIN criteria_version v ON v.id = door.criteria_in_force(${trustId}::uuid, p.municipality_id) WHERE p.id = ${patientId}::uuid`
  const ids = representations.map((one) => one.id)
  const stands = newest && (newest.representationId === null || !newest.agrees || ids.includes(newest.representationId))
  return {
    ...meeting,
    input,
    today: dayOf(time),
    caseStatus: found ? found.status : null,
    decisions: count.decisions,
    lacks: lacksOf({ seats: meeting.seats, hasView: count.views > 0, noGp: meeting.noGpAt !== null }),
    answer: stands ? { agrees: newest.agrees } : null,
    representations: ids,
    wards: wards.map((ward) => ward.id),
    criteria: row ?? null,
  }
}
