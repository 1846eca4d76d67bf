import 'server-only'
import type { Transaction } from '#lib/db'
import { lockStay } from '#lib/fast-tracks/queries'
import { findHeader, shownOf } from '#lib/patient-pages/queries'
import type { PatientHeader } from '#lib/patient-pages/schema'
import type { Actor } from '#lib/permissions'
import { reading } from '#lib/reading'
import { type StayDetail, stayDetail, type StayFacts, type StayParams } from '#lib/stay-events/schema'
import type { StayStatus } from '#prisma/generated/enums'

const inHospital: StayStatus[] = ['ARRIVED', 'IN_RECEPTION', 'ON_WARD', 'READY_FOR_DISCHARGE']
const day = 86_400_000
/** How long before this stay another may have ended that it was meant to go on as. */
const joinable = 7 * day

/** A stay with all that was written of it, locked until the end of the transaction, and the stays around it. */
export async function loadStay<Input extends { stay: string; ward?: string }>(
  tx: Transaction,
  _actor: Actor,
  input: Input,
): Promise<StayFacts | null> {
  await lockStay(tx, input.stay)
  const stay = await tx.stay.findUnique({
    where: { id: input.stay },
    select: {
      ...{ id: true, patientId: true, organisationId: true, unitId: true, status: true, onLeaveSince: true },
      ...{ arrivedAt: true, admittedAt: true, onWardAt: true },
      stayEvents: { orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }] },
    },
  })
  if (!stay) return null
  const { stayEvents: facts, arrivedAt, admittedAt, onWardAt, ...rest } = stay
  const begun = arrivedAt ?? admittedAt ?? onWardAt
  const others = await tx.stay.findMany({
    where: { patientId: stay.patientId, organisationId: stay.organisationId, id: { not: stay.id } },
    select: { id: true, unitId: true, status: true, dischargedAt: true, deceasedAt: true },
  })
  const before = others
    .filter(({ status, dischargedAt }) => status === 'DISCHARGED' && dischargedAt && begun && dischargedAt <= begun)
    .toSorted((a, b) => Number(b.dischargedAt) - Number(a.dischargedAt))[0]
  const ward = input.ward
    ? await tx.unit.findUnique({
        where: { id: input.ward },
        select: { id: true, kind: true, organisationId: true, closedAt: true },
      })
    : null
  return {
    ...rest,
    facts,
    ward,
    lastDischargedAt: before?.dischargedAt ?? null,
    openElsewhere: others.some(({ status }) => inHospital.includes(status)),
    earlier: before && begun ? await earlierOf(tx, before, begun) : null,
  }
}

type Before = { id: string; unitId: string | null; dischargedAt: Date | null; deceasedAt: Date | null }

/** The stay before, if its discharge is so near that it may have been a mistake. */
async function earlierOf(tx: Transaction, { id, unitId, dischargedAt, deceasedAt }: Before, begun: Date) {
  if (deceasedAt || !dischargedAt || begun.getTime() - dischargedAt.getTime() > joinable) return null
  await lockStay(tx, id)
  const discharge = await tx.stayEvent.findFirst({
    where: { stayId: id, kind: 'DISCHARGED', replacedBy: { is: null } },
    select: { id: true, unitId: true },
  })
  return discharge && { id, unitId, discharge: discharge.id, dischargeUnitId: discharge.unitId }
}

export type OpenedStay = { header: PatientHeader; stay: StayDetail; personId: string | null; unitId: string | null }

/** One stay with each of its events, those that were put right too. */
export const openStay = reading<StayParams, OpenedStay>({
  act: 'stay.read',
  load: async (tx, actor, { id, stay: stayId }) => {
    const header = await findHeader(tx, actor, id)
    const stay = header && (await findStay(tx, id, stayId))
    return header && stay && { header, stay, personId: actor.personId, unitId: actor.unit?.id ?? null }
  },
  shows: ({ header }) => [{ patientId: header.id, shown: [...shownOf(header), 'stay'] }],
})

async function findStay(tx: Transaction, patient: string, stay: string): Promise<StayDetail | null> {
  const [row] = await tx.$queryRaw<[{ answer: unknown }] | []>`
    SELECT jsonb_build_object('id', s.id, 'status', s.status, 'urgency', s.urgency, 'marks', to_jsonb(s.marks), 'imported', s.source <> 'samlop',
      'trust', o.name, 'unit', CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('id', u.id, 'name', u.name, 'reception', u.kind = 'RECEPTION') END,
      'arrivedAt', s.arrived_at, 'onWardAt', s.on_ward_at, 'onLeaveSince', s.on_leave_since, 'dischargedAt', s.discharged_at, 'deceasedAt', s.deceased_at,
      'events', (SELECT coalesce(jsonb_agg(to_jsonb(e) ORDER BY e.turn), '[]') FROM (
        SELECT e.id, row_number() OVER (ORDER BY e.recorded_at, e.id) AS turn, e.kind, e.at,
          CASE WHEN w.id IS NOT NULL THEN jsonb_build_object('id', w.id, 'name', w.name, 'reception', w.kind = 'RECEPTION') END AS unit,
          e.urgency, e.mode, e.reason, e.note, e.replaces_id AS "replacesId", e.recorded_at AS "recordedAt", e.recorded_by_id AS "recordedById",
          p.given_name || ' ' || p.family_name AS by, e.recorded_role AS role, b.name AS "byUnit"
        FROM stay_event e LEFT JOIN unit w ON w.id = e.unit_id LEFT JOIN person p ON p.id = e.recorded_by_id LEFT JOIN unit b ON b.id = e.recorded_unit_id
        WHERE e.stay_id = s.id) e),
      'wards', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name) ORDER BY w.name), '[]') FROM unit w
        WHERE w.organisation_id = s.organisation_id AND w.kind = 'WARD' AND (w.closed_at IS NULL OR w.closed_at > now())),
      'earlierEnded', (SELECT max(b.discharged_at) FROM stay b
        WHERE b.patient_id = s.patient_id AND b.organisation_id = s.organisation_id AND b.id <> s.id AND b.status = 'DISCHARGED' AND b.deceased_at IS NULL
          AND b.discharged_at BETWEEN coalesce(s.arrived_at, s.admitted_at, s.on_ward_at) - interval '7 days' AND coalesce(s.arrived_at, s.admitted_at, s.on_ward_at))) AS answer
    FROM stay s JOIN organisation o ON o.id = s.organisation_id LEFT JOIN unit u ON u.id = s.unit_id
    WHERE s.id = ${stay}::uuid AND s.patient_id = ${patient}::uuid`
  return row ? stayDetail.parse(row.answer) : null
}
