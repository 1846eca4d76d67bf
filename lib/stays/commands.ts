import 'server-only'
import { v7 as uuid } from 'uuid'
import type { Transaction } from '#lib/db'
import type { Actor } from '#lib/permissions'
import { inRequest } from '#lib/request'
import type { Session } from '#lib/session'
import type { StayEventKind, StayEventReason } from '#prisma/generated/enums'

/** Revokes the program's session, so that its secret opens nothing after the program has left. */
export const endImport = (session: Session) =>
  inRequest(session, 'stay.import', async (tx) => {
    await tx.$executeRaw`SELECT door.end_session()`
    return { answer: null, entry: { outcome: 'session_ended' } }
  })

type Happened = {
  stayId: string
  patientId: string
  kind: StayEventKind
  at: Date
  /** Where it happened; in the actor's unit unless said otherwise. */
  unitId?: string | null
  reason?: StayEventReason
  note?: string | null
  /** The event that this one puts right. */
  replacesId?: string
}

/** One more fact of a stay, in the actor's name; who wrote it down and when is for the database to say. */
export const appendStayEvent = (
  tx: Transaction,
  { unit, sessionId }: Actor,
  { stayId, patientId, kind, at, unitId = unit?.id ?? null, reason, note, replacesId }: Happened,
) =>
  tx.$executeRaw`INSERT INTO stay_event (id, stay_id, patient_id, kind, at, unit_id, session_id, reason, note, replaces_id)
    VALUES (${uuid()}::uuid, ${stayId}::uuid, ${patientId}::uuid, ${kind}::stay_event_kind, ${at}::timestamptz, ${unitId}::uuid,
            ${sessionId}::uuid, ${reason ?? null}::stay_event_reason, ${note ?? null}, ${replacesId ?? null}::uuid)`
