import 'server-only'
import { v7 as uuid } from 'uuid'
import { z } from 'zod'
import { type Arriving, hasLapsed } from '#lib/arrivals/rules'
import type { ArrivalView, RegisterInput, StayInput, TriageView } from '#lib/arrivals/schema'
import type { BoardRun } from '#lib/boards/schema'
import { now } from '#lib/clock'
import type { Transaction } from '#lib/db'
import { lockStay } from '#lib/fast-tracks/queries'
import type { Actor } from '#lib/permissions'
import { reading } from '#lib/reading'
import { loadRecommendingHere } from '#lib/recommendations/queries'
import type { Prisma } from '#prisma/generated/client'

const arriving = z
  .strictObject({
    patientId: z.uuid(),
    deceased: z.boolean(),
    lastDischargedAt: z.coerce.date().nullable(),
    open: z.strictObject({ id: z.uuid(), unitId: z.uuid(), admitted: z.boolean() }).nullable(),
  })
  .nullable()

/** Who was looked up, locked, with the stay that this becomes or already is. */
export async function loadArriving(tx: Transaction, _actor: Actor, { lookUp }: RegisterInput) {
  const [row] = await tx.$queryRaw<[{ found: unknown }]>`SELECT door.arriving(${lookUp}::uuid) AS found`
  const found: Arriving | null = arriving.parse(row.found)
  return found && { ...found, id: found.open?.id ?? uuid() }
}

/** An arrival in this reception, with its run. */
export async function loadEnding(tx: Transaction, _actor: Actor, { stay: id }: StayInput) {
  await lockStay(tx, id)
  return tx.stay.findUnique({
    where: { id },
    select: {
      id: true,
      patientId: true,
      status: true,
      fastTrack: { select: { id: true, wardId: true, status: true } },
    },
  })
}
export type Ending = NonNullable<Awaited<ReturnType<typeof loadEnding>>>

const name = { select: { givenName: true, familyName: true } } as const
/** Row-level security hides those who never worked anywhere, whatever the schema promises. */
const nameOf = (person: { givenName: string; familyName: string } | null) =>
  person ? `${person.givenName} ${person.familyName}` : 'Navn ikke tilgjengelig'
const dayText = (day: Date) => day.toISOString().slice(0, 10)
const momentText = (at: Date | null) => at?.toISOString() ?? null

/** What stands of a patient in an arrival's page, by one query of each table. */
const shown = (trustId: string) =>
  ({
    id: true,
    status: true,
    arrivedAt: true,
    urgency: true,
    arrivalMode: true,
    stayEvents: { select: { id: true, kind: true, at: true, replacesId: true, recordedAt: true, recordedBy: name } },
    organisationId: true,
    patient: {
      select: {
        id: true,
        givenName: true,
        familyName: true,
        birthDate: true,
        ownPages: { orderBy: { edition: 'desc' }, take: 1 },
        notes: {
          where: { endedAt: null },
          orderBy: [{ kind: 'asc' }, { writtenOn: 'desc' }],
          include: { author: name },
        },
        phases: { where: { until: null }, select: { phase: true, since: true } },
        cases: {
          where: { status: { in: ['ACTIVE', 'UNDER_REVIEW'] }, trustId },
          select: { ward: { select: { id: true, name: true, phone: true, arrivalRoutine: true } } },
        },
      },
    },
    triages: {
      orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
      take: 1,
      include: { recordedBy: name, clearance: true },
    },
    fastTrack: { include: { ward: { select: { id: true, name: true, phone: true } } } },
  }) satisfies Prisma.StaySelect

type Stored = Prisma.StayGetPayload<{ select: ReturnType<typeof shown> }>

/** A patient in this reception; null when the stay is elsewhere or has left. */
async function loadArrival(tx: Transaction, actor: Actor, { stay: id }: StayInput): Promise<ArrivalView | null> {
  const trust = actor.organisation?.id ?? ''
  const stay = await tx.stay.findUnique({ where: { id }, select: shown(trust) })
  if (!stay?.arrivedAt || stay.organisationId !== trust) return null
  if (stay.status !== 'ARRIVED' && stay.status !== 'IN_RECEPTION') return null
  if (hasLapsed(stay.arrivedAt, now())) return null
  const wards = await tx.unit.findMany({
    where: { organisationId: trust, kind: 'WARD', OR: [{ closedAt: null }, { closedAt: { gt: now() } }] },
    orderBy: { name: 'asc' },
    select: { id: true, name: true },
  })
  const { patient, urgency, arrivalMode, arrivedAt } = stay
  const [own] = patient.ownPages
  const [ward] = patient.cases.flatMap((vip) => vip.ward ?? [])
  return {
    ...{ id, patientId: patient.id, arrivedAt, urgency, arrivalMode, wards },
    arrival: arrivalOf(stay),
    patient: { name: nameOf(patient), birthDate: dayText(patient.birthDate), deceased: false },
    ward: ward ? { id: ward.id, name: ward.name, phone: ward.phone, routine: ward.arrivalRoutine } : null,
    phase: patient.phases[0] ?? null,
    ownPage: own ? { ...own, written_at: own.writtenAt.toISOString() } : null,
    notes: patient.notes.map((note) => ({
      kind: note.kind,
      text: note.text,
      writtenOn: dayText(note.writtenOn),
      author: nameOf(note.author),
    })),
    triage: triageOf(stay),
    run: runOf(stay),
    recommending: ward ? null : await loadRecommendingHere(tx, id),
  }
}

function arrivalOf({ stayEvents }: Stored): ArrivalView['arrival'] {
  const gone = new Set(stayEvents.map(({ replacesId }) => replacesId))
  const event = stayEvents.find(({ id, kind }) => kind === 'ARRIVED' && !gone.has(id))
  if (!event) return null
  const before = stayEvents.find(({ id }) => id === event.replacesId)
  const corrected = before ? { by: nameOf(event.recordedBy), at: event.recordedAt, before: before.at } : null
  return { event: event.id, seen: stayEvents.length, corrected }
}

function triageOf({ triages: [triage] }: Stored): TriageView | null {
  if (!triage) return null
  return { ...triage, temperature: triage.temperature?.toNumber() ?? null, recordedBy: nameOf(triage.recordedBy) }
}

function runOf({ fastTrack: run }: Stored): BoardRun | null {
  if (!run) return null
  return {
    ...run,
    askedAt: run.askedAt.toISOString(),
    answeredAt: momentText(run.answeredAt),
    expectedAt: momentText(run.expectedAt),
    moveOn: run.moveOn ? dayText(run.moveOn) : null,
  }
}

export const readArrival = reading({
  act: 'arrival.read',
  load: loadArrival,
  shows: ({ patientId, ward }) => [
    { patientId, shown: ['stay', 'triage', ...(ward ? ['status', 'own_page', 'critical_notes', 'phase'] : [])] },
  ],
})
