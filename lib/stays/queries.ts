import 'server-only'
import { inRequest } from '#lib/request'
import type { KnownUnits } from '#lib/stays/schema'
import type { Session } from '#lib/session'

type KnownSubject = { subject: string; identityNumber: string; shiftDays: number }

/** Where stays may lie, and who the subjects of this source became before. Opens no patient's record. */
export function openImport(session: Session, source: string) {
  return inRequest(session, 'stay.import', async (tx, { organisation }) => {
    const units = await tx.unit.findMany({
      where: { organisationId: organisation?.id ?? '', reshId: { not: null } },
      select: { id: true, kind: true, reshId: true },
    })
    const subjects = await tx.$queryRaw<KnownSubject[]>`
      SELECT subject, identity_number AS "identityNumber", shift_days AS "shiftDays" FROM door.imported_subjects(${source})`
    const known: KnownUnits = new Map(units.map(({ reshId, id, kind }) => [reshId ?? 0, { id, kind }]))
    return { answer: { organisation, units: known, subjects }, entry: { outcome: 'begun', facts: { source } } }
  })
}
