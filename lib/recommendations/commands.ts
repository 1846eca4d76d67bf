import 'server-only'
import { v7 as uuid } from 'uuid'
import { command } from '#lib/command'
import type { Transaction } from '#lib/db'
import { loadProposal, takeTurn } from '#lib/meeting-proposals/queries'
import { tell } from '#lib/notices/tell'
import type { Actor } from '#lib/permissions'
import { loadRecommendingHere } from '#lib/recommendations/queries'
import { decideDecline, decideRecommending, decideRecommendingHere } from '#lib/recommendations/rules'
import type { DeclineInput, RecommendHereInput, RecommendInput } from '#lib/recommendations/schema'
import { endTasks, giveTask } from '#lib/tasks/give'

async function load(tx: Transaction, actor: Actor, input: RecommendInput) {
  await takeTurn(tx, input.patient)
  const proposal = await loadProposal(tx, actor, input.patient)
  return proposal && { id: uuid(), patientId: input.patient, proposal, input }
}

/** Asks one named person who may call a meeting; it becomes that person's task, with a date. */
export const recommend = command({
  act: 'recommendation.make',
  load,
  decide: ({ proposal }, input: RecommendInput, time, actor) => decideRecommending(proposal, input, time, actor),
  save: async (tx, { id, patientId, input }, { to, ward, dueAt, askedAt }, actor) => {
    const agreement = askedAt && { method: input.agreement, askedAt }
    const at = { organisation: to.organisationId, unit: to.unitId }
    const given = {
      id,
      patient: patientId,
      ward,
      to: to.personId,
      ...at,
      reason: input.reason,
      ...agreement,
      due: dueAt,
    }
    const [row] = await tx.$queryRaw<[{ rows: number }]>`
      SELECT door.recommend(${JSON.stringify(given)}::jsonb) AS rows`
    const task = {
      kind: 'ANSWER_RECOMMENDATION',
      patientId,
      objectId: id,
      to: { personId: to.personId },
      dueAt,
    } as const
    await giveTask(tx, actor, task)
    return row.rows
  },
})

/** The same from reception, where the arrival is the relation to the patient. */
export const recommendFromReception = command({
  act: 'arrival.recommend',
  load: async (tx, _actor: Actor, input: RecommendHereInput) => {
    const stay = await tx.stay.findUnique({ where: { id: input.stay }, select: { patientId: true } })
    if (!stay) return null
    await takeTurn(tx, stay.patientId)
    const told = await loadRecommendingHere(tx, input.stay)
    return told && { id: uuid(), ...told, input }
  },
  decide: (told, input: RecommendHereInput, time) => decideRecommendingHere(told, input, time),
  save: async (tx, { id, patientId, input }, { dueAt }, actor) => {
    const given = JSON.stringify({ id, ...input, due: dueAt })
    const [row] = await tx.$queryRaw<[{ person: string }]>`SELECT door.recommend_here(${given}::jsonb) AS person`
    const to = { personId: row.person }
    await giveTask(tx, actor, { kind: 'ANSWER_RECOMMENDATION', patientId, objectId: id, to, dueAt })
    return 1
  },
})

/** A no with its reason goes back to the one who recommended. */
export const declineRecommendation = command({
  act: 'recommendation.decline',
  load: async (tx, actor: Actor, input: DeclineInput) => {
    await takeTurn(tx, input.patient)
    const proposal = await loadProposal(tx, actor, input.patient)
    const open = proposal?.recommendations.find(({ id }) => id === input.recommendation)
    return (
      proposal && {
        id: input.recommendation,
        patientId: input.patient,
        toMe: open?.fromMe === false && open.version === input.seen,
        open,
        input,
      }
    )
  },
  decide: (open) => decideDecline(open),
  save: async (tx, { id, patientId, open, input }, _change, actor) => {
    // The one who answers may have no other ground, so it is told before the answer takes it away.
    await tell(tx, actor, {
      kind: 'RECOMMENDATION_DECLINED',
      patientId,
      objectId: id,
      to: open ? [open.fromPersonId] : [],
    })
    await endTasks(tx, actor, { kind: 'ANSWER_RECOMMENDATION', objectId: id }, 'DECLINED')
    const [row] = await tx.$queryRaw<[{ rows: number }]>`
      SELECT door.decline_recommendation(${id}::uuid, ${input.seen}::int, ${input.answer}) AS rows`
    return row.rows
  },
})
