import 'server-only'
import { v7 as uuid } from 'uuid'
import { now } from '#lib/clock'
import { command } from '#lib/command'
import type { Transaction } from '#lib/db'
import { findMeeting } from '#lib/held-meetings/queries'
import { type HoldRefusal, mayHold, mayWrite } from '#lib/held-meetings/rules'
import type { AttendanceInput, NoGpInput, NoteInput, ViewInput } from '#lib/held-meetings/schema'
import type { Actor } from '#lib/permissions'
import { ok, refuse, type Result } from '#lib/result'
import type { Session } from '#lib/session'

type Row = [{ rows: number }]

/** Saves a note. What meets another's text is kept beside it and answered as a conflict; nothing is lost. */
export const saveNote = command({
  act: 'meeting.note',
  load: async (tx, actor, input: NoteInput) => {
    const item = await tx.meetingAgendaItem.findUnique({
      where: { id: input.item, meetingId: input.meeting },
      select: { meetingId: true },
    })
    const meeting = item && (await findMeeting(tx, actor, item.meetingId))
    return meeting && { ...meeting, input }
  },
  decide: (meeting): Result<null, HoldRefusal> => mayWrite(meeting),
  save: async (tx, { input: { item, seen, text, settles = [] } }) => {
    const [{ became }] = await tx.$queryRaw<[{ became: 'SAVED' | 'BESIDE' }]>`
      SELECT door.write_note(${uuid()}::uuid, ${item}::uuid, ${seen}::int, ${text}, ${settles}::uuid[]) AS became`
    return became === 'SAVED' ? 1 : 0
  },
})

/** The same, with the item that whoever writes goes on to. */
export async function saveNoteAndGoOn(session: Session, input: NoteInput, key: string) {
  const saved = await saveNote(session, input, key)
  return saved.ok ? ok({ ...saved.value, next: input.next ?? null }) : saved
}

/** Who came, and why somebody did not. */
export const recordAttendance = command({
  act: 'meeting.attend',
  load: async (tx, actor, input: AttendanceInput) => {
    const seat = await tx.meetingParticipant.findUnique({
      where: { id: input.participant },
      select: { meetingId: true },
    })
    const meeting = seat && (await findMeeting(tx, actor, seat.meetingId))
    return meeting && { ...meeting, input }
  },
  decide: (meeting, _input, time): Result<null, HoldRefusal> => mayHold(meeting, 'leads', time),
  save: async (tx, { input: { participant, seen, came, reason = null } }) => {
    const [{ rows }] = await tx.$queryRaw<Row>`
      SELECT door.record_attendance(${participant}::uuid, ${seen}::int, ${came}::boolean, ${reason}) AS rows`
    return rows
  },
})

const led = async <Input extends { meeting: string }>(tx: Transaction, actor: Actor, input: Input) => {
  const meeting = await findMeeting(tx, actor, input.meeting)
  return meeting && { ...meeting, input }
}

/** That the patient has no GP, which stands in the way of nothing then. */
export const recordNoGp = command({
  act: 'meeting.attend',
  load: async (tx, actor, input: NoGpInput) => {
    const meeting = await led(tx, actor, input)
    const time = now()
    const lists =
      meeting &&
      (await tx.careRelation.count({
        where: {
          patientId: meeting.patientId,
          kind: 'GP_LIST',
          validFrom: { lte: time },
          OR: [{ validUntil: null }, { validUntil: { gt: time } }],
        },
      }))
    return meeting && { ...meeting, hasGp: lists !== 0 }
  },
  decide: (meeting, _input, time): Result<null, HoldRefusal | 'has_gp'> =>
    meeting.hasGp ? refuse('has_gp') : mayHold(meeting, 'leads', time),
  save: async (tx, { id, input: { seen } }) => {
    const [{ rows }] = await tx.$queryRaw<Row>`SELECT door.record_no_gp(${id}::uuid, ${seen}::int) AS rows`
    return rows
  },
})

/** The patient's own view, as it is said in the meeting. */
export const recordView = command({
  act: 'meeting.attend',
  load: (tx, actor, input: ViewInput) => led(tx, actor, input),
  decide: (meeting, _input, time): Result<null, HoldRefusal> => mayHold(meeting, 'leads', time),
  save: async (tx, { id, input: { text, helper } }) => {
    const [{ rows }] = await tx.$queryRaw<Row>`
      SELECT door.record_view(${uuid()}::uuid, ${id}::uuid, ${text}, ${helper}) AS rows`
    return rows
  },
})
