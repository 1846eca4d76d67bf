import 'server-only'
import { v7 as uuid } from 'uuid'
import { dayOf } from '#lib/clock'
import { command } from '#lib/command'
import type { Transaction } from '#lib/db'
import { findMeeting } from '#lib/held-meetings/queries'
import { type HoldRefusal, mayHold } from '#lib/held-meetings/rules'
import { isCitizen } from '#lib/measures/queries'
import { type AddRefusal, mayAdd, mayAnswer, mayEnd, type PromiseRefusal } from '#lib/measures/rules'
import type { AddMeasureInput, AnswerMeasureInput, ChangeMeasureInput, EndPromiseInput } from '#lib/measures/schema'
import { dueAt } from '#lib/minutes/rules'
import { tell } from '#lib/notices/tell'
import type { Act, Actor } from '#lib/permissions'
import type { Result } from '#lib/result'
import { endTasks, giveTask } from '#lib/tasks/give'

type Row = [{ rows: number }]

/** Something that is to be done, by whom and until when. */
export const addMeasure = command({
  act: 'meeting.measure',
  load: async (tx, actor, input: AddMeasureInput) => {
    const meeting = await findMeeting(tx, actor, input.meeting)
    return meeting && { ...meeting, input }
  },
  decide: (meeting, input, time): Result<null, HoldRefusal | AddRefusal> => {
    const held = mayHold(meeting, 'keeps', time)
    return held.ok ? mayAdd(input, dayOf(time)) : held
  },
  save: async (tx, { id, input: { who, ...rest } }) => {
    const [kind, whom] = [who.slice(0, 1), who.slice(2)]
    const row = JSON.stringify({
      ...rest,
      id: uuid(),
      meeting: id,
      participant: kind === 'p' ? whom : null,
      relation: kind === 'r' ? whom : null,
    })
    const [done] = await tx.$queryRaw<Row>`SELECT door.add_measure(${row}::jsonb) AS rows`
    return done.rows
  },
})

/** Strikes a measure out, or writes down that whoever is to do it said yes in the meeting. */
export const changeMeasure = command({
  act: 'meeting.measure',
  load: async (tx, actor, input: ChangeMeasureInput) => {
    const measure = await tx.meetingMeasure.findUnique({ where: { id: input.measure }, select: { meetingId: true } })
    const meeting = measure && (await findMeeting(tx, actor, measure.meetingId))
    return meeting && { ...meeting, input }
  },
  decide: (meeting, _input, time): Result<null, HoldRefusal> => mayHold(meeting, 'keeps', time),
  save: async (tx, { input: { measure, seen, change } }) => {
    const [done] =
      await tx.$queryRaw<Row>`SELECT door.change_measure(${measure}::uuid, ${seen}::int, ${change}) AS rows`
    return done.rows
  },
})

const load = async <Input extends { measure: string }>(tx: Transaction, _actor: Actor, input: Input) => {
  const promise = await tx.meetingMeasure.findUnique({
    where: { id: input.measure },
    select: {
      id: true,
      patientId: true,
      status: true,
      organisationId: true,
      unitId: true,
      personId: true,
      dueOn: true,
      patient: { select: { personId: true } },
      meeting: { select: { id: true, chairId: true } },
    },
  })
  return promise && { ...promise, input }
}
const whose = (actor: Actor) => ({ organisation: actor.organisation, isCitizen: isCitizen(actor) })

/** Yes or no of whoever is asked to do it; the chair hears of it, and a yes becomes something to do. */
const answering = (act: Act & `promise.${string}`) =>
  command({
    act,
    load: load<AnswerMeasureInput>,
    decide: (promise, _input, _time, actor): Result<null, PromiseRefusal> => mayAnswer(promise, whose(actor)),
    save: async (tx, { id, patientId, unitId, dueOn, meeting, input }, _change, actor) => {
      const accepts = input.answer === 'yes'
      const [done] = await tx.$queryRaw<Row>`
        SELECT door.answer_measure(${id}::uuid, ${input.seen}::int, ${accepts}::boolean, ${input.text}) AS rows`
      if (done.rows !== 1) return done.rows
      await endTasks(tx, actor, { kind: 'ACCEPT_MEASURE', objectId: id }, accepts ? 'ACCEPTED' : 'REFUSED')
      if (accepts && actor.personId) {
        const to = unitId && actor.unit?.id === unitId ? { unitId } : { personId: actor.personId }
        await giveTask(tx, actor, { kind: 'DO_MEASURE', patientId, objectId: id, to, dueAt: dueAt(dueOn) })
      }
      await tell(tx, actor, { kind: 'MEASURE_ANSWERED', patientId, objectId: meeting.id, to: [meeting.chairId] })
      return 1
    },
  })
export const answerMeasure = answering('promise.answer')
export const answerOwnMeasure = answering('promise.own_answer')

/** Kept or not, as whoever promised it says; a broken one is told to whoever led the meeting and to the patient. */
const ending = (act: Act & `promise.${string}`) =>
  command({
    act,
    load: load<EndPromiseInput>,
    decide: (promise, _input, _time, actor): Result<null, PromiseRefusal> => mayEnd(promise, whose(actor)),
    save: async (tx, { id, patientId, patient, meeting, input }, _change, actor) => {
      const kept = input.kept === 'yes'
      const [done] = await tx.$queryRaw<Row>`
        SELECT door.end_promise(${id}::uuid, ${input.seen}::int, ${kept}::boolean, ${input.text}) AS rows`
      if (done.rows !== 1) return done.rows
      await endTasks(tx, actor, { kind: 'DO_MEASURE', objectId: id }, kept ? 'KEPT' : 'BROKEN')
      const concerned = [meeting.chairId, patient.personId].filter((one) => one !== null)
      if (!kept) await tell(tx, actor, { kind: 'PROMISE_BROKEN', patientId, objectId: id, to: concerned })
      return 1
    },
  })
export const endPromise = ending('promise.end')
export const endOwnPromise = ending('promise.own_end')
