import 'server-only'
import { v7 as uuid } from 'uuid'
import { draftAgreement } from '#lib/agreements/draft'
import { now } from '#lib/clock'
import { command } from '#lib/command'
import type { Transaction } from '#lib/db'
import { findMeeting, type FoundMeeting } from '#lib/held-meetings/queries'
import { dueAt, mayComment, maySign, mayWriteMinutes, type MinutesRefusal, receiverOf } from '#lib/minutes/rules'
import type { CommentInput, SignInput, WriteMinutesInput } from '#lib/minutes/schema'
import { tell } from '#lib/notices/tell'
import type { Actor } from '#lib/permissions'
import type { Result } from '#lib/result'
import { endTasks, giveTask } from '#lib/tasks/give'

type Row = [{ rows: number }]
const persons = ({ participants }: FoundMeeting) => participants.flatMap(({ personId }) => personId ?? [])

/** A new edition of the minutes from what stands in the meeting; the first one ends it. Whoever was asked hears of it. */
export const writeMinutes = command({
  act: 'minutes.write',
  load: async (tx, actor, input: WriteMinutesInput) => {
    const meeting = await findMeeting(tx, actor, input.meeting)
    return meeting && { ...meeting, editions: meeting._count.minutes, input }
  },
  decide: (meeting, input, time): Result<null, MinutesRefusal> => mayWriteMinutes(meeting, input, time),
  save: async (tx, { input, ...meeting }, _change, actor) => {
    const { id, patientId } = meeting
    const [{ rows }] = await tx.$queryRaw<Row>`
      SELECT door.write_minutes(${uuid()}::uuid, ${id}::uuid, ${input.seen}::int) AS rows`
    if (rows !== 1) return rows
    if (meeting.status === 'CONFIRMED') await endMeeting(tx, actor, meeting)
    await tell(tx, actor, { kind: 'MINUTES_READY', patientId, objectId: id, to: persons(meeting) })
    return 1
  },
})

/** Days within which the minutes are to be signed. */
const signingDays = 3
/** The meeting is over: nobody leads it or answers any more, and somebody signs. */
async function endMeeting(tx: Transaction, actor: Actor, { id, patientId, chairId }: FoundMeeting) {
  await endTasks(tx, actor, { kind: 'HOLD_MEETING', objectId: id }, 'HELD')
  await endTasks(tx, actor, { kind: 'ANSWER_MEETING', objectId: id }, 'CANCELLED')
  const dueAt = new Date(now().getTime() + signingDays * 86_400_000)
  await giveTask(tx, actor, { kind: 'SIGN_MINUTES', patientId, objectId: id, to: { personId: chairId }, dueAt })
}

const ofEdition = async (tx: Transaction, actor: Actor, { minutes }: { minutes: string }) => {
  const edition = await tx.minutes.findUnique({
    where: { id: minutes },
    select: { id: true, edition: true, meetingId: true },
  })
  const meeting = edition && (await findMeeting(tx, actor, edition.meetingId))
  return meeting && { ...meeting, edition }
}

export const commentMinutes = command({
  act: 'minutes.comment',
  load: async (tx, actor, input: CommentInput) => {
    const found = await ofEdition(tx, actor, input)
    return found && { ...found, input }
  },
  decide: (meeting): Result<null, MinutesRefusal> => mayComment(meeting),
  save: async (tx, { edition, input }) => {
    const [{ rows }] = await tx.$queryRaw<Row>`
      SELECT door.comment_minutes(${uuid()}::uuid, ${edition.id}::uuid, ${input.text}) AS rows`
    return rows
  },
})

const measure = {
  id: true,
  text: true,
  responsible: true,
  organisationId: true,
  unitId: true,
  personId: true,
  dueOn: true,
  status: true,
  organisation: { select: { kind: true } },
} as const

/**
 * Signs the minutes, and in the same transaction makes what they say: status with its consent, promises with who is asked, the
 * draft of the agreement and of the plan, the day of review, and notices.
 */
export const signMinutes = command({
  act: 'minutes.sign',
  load: async (tx, actor, input: SignInput) => {
    const found = await ofEdition(tx, actor, input)
    if (!found) return null
    const decision = await tx.meetingDecision.findFirst({
      where: { meetingId: found.id },
      select: { outcome: true, wardId: true, reviewOn: true },
      orderBy: { ordinal: 'desc' },
    })
    const [stands] = await tx.$queryRaw<[{ fresh: boolean; holds: boolean }]>`
      SELECT s.fresh, s.holds FROM door.signing(${input.minutes}::uuid) s`
    return {
      ...found,
      decision,
      isNewest: found.edition.edition === found._count.minutes,
      isFresh: stands.fresh,
      stillHolds: stands.holds,
    }
  },
  decide: (signing, _input, time): Result<null, MinutesRefusal> => maySign(signing, time),
  save: async (tx, { edition, decision, ...meeting }, _change, actor) => {
    const { id, patientId, caseId } = meeting
    const [{ rows }] = await tx.$queryRaw<Row>`SELECT door.sign_minutes(${edition.id}::uuid) AS rows`
    if (rows !== 1) return rows
    await endTasks(tx, actor, { kind: 'SIGN_MINUTES', objectId: id }, 'SIGNED')
    const measures = await tx.meetingMeasure.findMany({
      where: { meetingId: id, promisedAt: { not: null } },
      select: measure,
      orderBy: { addedAt: 'asc' },
    })
    for (const one of measures) {
      const to = receiverOf({ ...one, kind: one.organisation?.kind ?? null })
      const kind = one.status === 'ASKED' ? 'ACCEPT_MEASURE' : 'DO_MEASURE'
      if (to) await giveTask(tx, actor, { kind, patientId, objectId: one.id, to, dueAt: dueAt(one.dueOn) })
    }
    if (caseId && decision?.outcome === 'YES' && decision.wardId && decision.reviewOn) {
      const { wardId, reviewOn } = decision
      const promised = measures.map(({ text, responsible, dueOn }) => ({
        what: text,
        who: responsible,
        until: dueOn.toISOString().slice(0, 10),
      }))
      await draftAgreement(tx, actor, {
        ...{ caseId, patientId, meetingId: id, wardId },
        reviewOn: reviewOn.toISOString().slice(0, 10),
        measures: promised,
      })
      await giveTask(tx, actor, {
        kind: 'ISSUE_CARD',
        patientId,
        objectId: caseId,
        to: { unitId: wardId, role: 'HEAD_NURSE' },
        dueAt: null,
      })
    }
    // An end has taken its tasks along; another answer is what the review was for.
    if (caseId && meeting.purpose === 'EVALUATION' && decision)
      await endTasks(tx, actor, { kind: 'REVIEW_STATUS', objectId: caseId }, 'REVIEWED')
    await giveReview(tx, actor, meeting, decision)
    const kind = !decision ? 'MINUTES_SIGNED' : decision.outcome === 'END' ? 'STATUS_ENDED' : 'STATUS_DECIDED'
    await tell(tx, actor, { kind, patientId, objectId: id, to: persons(meeting) })
    return 1
  },
})

/** The day of review is a task of the ward, or of whoever led the meeting while there is none. */
async function giveReview(
  tx: Transaction,
  actor: Actor,
  { patientId, caseId, chairId }: FoundMeeting,
  decision: { outcome: string; reviewOn: Date | null } | null,
) {
  if (!caseId || !decision?.reviewOn || decision.outcome === 'NO' || decision.outcome === 'END') return
  const found = await tx.vipCase.findUnique({ where: { id: caseId }, select: { wardId: true, status: true } })
  const isActive = found?.status === 'ACTIVE' || found?.status === 'UNDER_REVIEW'
  const to = isActive && found.wardId ? { unitId: found.wardId, role: 'HEAD_NURSE' as const } : { personId: chairId }
  await giveTask(tx, actor, { kind: 'REVIEW_STATUS', patientId, objectId: caseId, to, dueAt: dueAt(decision.reviewOn) })
}
