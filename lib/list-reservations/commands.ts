import 'server-only'
import { v7 as uuid } from 'uuid'
import { command } from '#lib/command'
import type { ReservationInput } from '#lib/list-reservations/schema'
import { now } from '#lib/clock'
import { ok, refuse, type Result } from '#lib/result'

/** Records that the patient does not want to stand on lists of candidates, or that this is over. */
export const setReservation = command({
  act: 'reservation.set',
  load: async (tx, _actor, { patient: id }: ReservationInput) => {
    // Two who record it at once wait for each other here.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('reservation ' || ${id}, 0))`
    const patient = await tx.patient.findUnique({
      where: { id },
      select: { reservations: { where: { endedAt: null }, select: { id: true, version: true } } },
    })
    // A ward that is asked to receive the patient has to do with that stay alone.
    const relations = await tx.accessGrant.count({
      where: { patientId: id, effect: 'ALLOW', ground: { not: 'FAST_TRACK' } },
    })
    if (!patient || relations === 0) return null
    const standing = patient.reservations[0] ?? null
    return { id: standing?.id ?? uuid(), patientId: id, standing }
  },
  decide: ({ standing }, { reserved }): Result<boolean, 'stands_already'> =>
    Boolean(standing) === reserved ? refuse('stands_already') : ok(reserved),
  save: async (tx, { id, patientId, standing }, reserved, { personId }) => {
    if (reserved) {
      const data = { id, patientId, recordedById: personId ?? '', recordedAt: now() }
      return (await tx.listReservation.createMany({ data: [data] })).count
    }
    const { count } = await tx.listReservation.updateMany({
      where: { id, version: standing?.version ?? 0 },
      data: { endedAt: now(), endedById: personId, version: { increment: 1 } },
    })
    return count
  },
})
