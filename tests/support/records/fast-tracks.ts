import { type Db, idOf, newId, type Stored } from '#tests/support/records/ids'
import { day, inMinutes } from '#tests/support/records/moments'
import { person } from '#tests/support/records/people'
import type { FastTrack, Prisma, Stay, Unit } from '#prisma/generated/client'
import type { DeviationReason, FastTrackStatus, RefusalReason } from '#prisma/generated/enums'

/** What happened after the start. */
export type Step = { at: Date; by?: Stored } & (
  | { kind: 'ACCEPTED' | 'RECEIVED' | 'CANCELLED' }
  | { kind: 'DELAYED'; minutes: number }
  | { kind: 'REFUSED'; refusal: RefusalReason }
  /** Without a reason it is back to the patient's own ward. */
  | { kind: 'REDIRECTED'; to: Stored; deviation?: DeviationReason; moveOn?: Date }
)

type FastTrackOptions = Partial<Omit<Prisma.FastTrackUncheckedCreateInput, 'status' | 'startedAt' | 'steps'>> & {
  stay: Pick<Stay, 'id' | 'patientId' | 'unitId' | 'arrivedAt'>
  /** The patient's own ward, which is asked first. */
  ward: Pick<Unit, 'id' | 'organisationId'>
  /** Where it was started; without one, where the patient is. */
  reception?: Stored
  by?: Stored
  startedAt?: Date
  /** Leads to this status by the shortest way, unless `steps` say what happened. */
  status?: FastTrackStatus
  steps?: readonly Step[]
}

/** The shortest way from the question to a status: an answer after five minutes, and the patient there after twenty. */
function wayTo(status: FastTrackStatus, from: Date): Step[] {
  const [answered, there] = [inMinutes(5, from), inMinutes(20, from)]
  const ways = {
    ASKED: [],
    ACCEPTED: [{ kind: 'ACCEPTED', at: answered }],
    DELAYED: [{ kind: 'DELAYED', at: answered, minutes: 15 }],
    REFUSED: [{ kind: 'REFUSED', at: answered, refusal: 'NO_BED' }],
    RECEIVED: [
      { kind: 'ACCEPTED', at: answered },
      { kind: 'RECEIVED', at: there },
    ],
    CANCELLED: [{ kind: 'CANCELLED', at: answered }],
  } satisfies Record<FastTrackStatus, Step[]>
  return ways[status]
}

type State = Pick<FastTrack, 'wardId' | 'status' | 'askedAt'> &
  Partial<Pick<FastTrack, 'answeredAt' | 'expectedAt' | 'refusal' | 'deviation' | 'moveOn' | 'receivedAt'>>

/** Where a run stands after one more step. */
function after(state: State, step: Step): State {
  const open = { ...state, expectedAt: null, refusal: null }
  switch (step.kind) {
    case 'ACCEPTED':
      return { ...open, status: step.kind, answeredAt: step.at }
    case 'DELAYED':
      return { ...open, status: step.kind, answeredAt: step.at, expectedAt: inMinutes(step.minutes, step.at) }
    case 'REFUSED':
      return { ...open, status: step.kind, answeredAt: step.at, refusal: step.refusal }
    case 'REDIRECTED': {
      const { to, at, deviation = null, moveOn } = step
      const asked = { wardId: to.id, status: 'ASKED', askedAt: at, answeredAt: null } as const
      return { ...open, ...asked, deviation, moveOn: moveOn ? day(moveOn) : null }
    }
    case 'RECEIVED':
      return { ...open, status: step.kind, receivedAt: step.at }
    case 'CANCELLED':
      return { ...open, status: step.kind }
  }
}

/** What is written down of a step, at the ward that it concerns. */
function written({ by, ...step }: Step, { wardId }: State, starter: string) {
  const personId = by?.id ?? starter
  if (step.kind !== 'REDIRECTED') return { ...step, personId, unitId: wardId }
  const { to, moveOn, ...facts } = step
  return { ...facts, personId, unitId: to.id, ...(moveOn && { moveOn: day(moveOn) }) }
}

/** The way of an arrival to a ward, with the steps that led there; it starts eight minutes after arrival unless said otherwise. */
export async function fastTrack(db: Db, given: FastTrackOptions) {
  const { stay, ward, reception, by, status = 'ASKED', ...rest } = given
  const { startedAt = inMinutes(8, stay.arrivedAt ?? undefined), steps = wayTo(status, startedAt), ...columns } = rest
  const { id: starter } = by ?? (await person(db))
  const id = columns.id ?? newId()
  const about = { stayId: stay.id, patientId: stay.patientId }

  let state: State = { wardId: ward.id, status: 'ASKED', askedAt: startedAt }
  const first = { kind: 'STARTED' as const, at: startedAt, unitId: ward.id, personId: starter }
  const told = steps.map((step) => {
    const row = written(step, state, starter)
    state = after(state, step)
    return row
  })
  const places = {
    organisationId: ward.organisationId,
    receptionId: reception?.id ?? stay.unitId ?? '',
    vipWardId: ward.id,
  }
  const course = { targetMinutes: 30, startedAt, version: steps.length + 1, ...state }
  const row = await db.fastTrack.create({ data: { ...about, ...places, ...course, ...columns, id } })
  await db.fastTrackStep.createMany({
    data: [first, ...told].map((step, turn) => ({
      id: idOf(`${id} step ${turn}`),
      fastTrackId: id,
      ...about,
      ...step,
    })),
  })
  return row
}
