import 'server-only'
import { now } from '#lib/clock'
import type { Transaction } from '#lib/db'
import type { KnownBy } from '#lib/memberships/rules'
import type { AddInput, MembershipState, PersonParams, StaffListInput } from '#lib/memberships/schema'
import type { Actor } from '#lib/permissions'
import { reading } from '#lib/reading'
import type { Prisma } from '#prisma/generated/client'

const size = 20
const place = {
  unit: { select: { id: true, name: true } },
  organisation: { select: { id: true, name: true } },
} as const
const names = { givenName: true, familyName: true } as const

/** The rows of a state at a moment; a membership counts from its first moment and not at its last. */
function inState(state: MembershipState, time: Date): Prisma.MembershipWhereInput {
  const begun = { validFrom: { lte: time } }
  if (state === 'coming') return { validFrom: { gt: time } }
  if (state === 'ended') return { ...begun, validUntil: { lte: time } }
  return { ...begun, OR: [{ validUntil: null }, { validUntil: { gt: time } }] }
}

/** Somebody who is shut out has ended, whatever the membership says. */
function withAccount(state: MembershipState, time: Date): Prisma.MembershipWhereInput {
  const shutOut = { person: { disabledAt: { not: null } } }
  return state === 'ended' ? { OR: [inState(state, time), shutOut] } : { AND: [inState(state, time), { NOT: shutOut }] }
}

/** The actor's own memberships that count now, where the unit is open. */
const ownOf = ({ personId }: Actor, time: Date): Prisma.MembershipWhereInput => ({
  personId: personId ?? '',
  AND: [
    inState('active', time),
    { OR: [{ unitId: null }, { unit: { closedAt: null } }, { unit: { closedAt: { gt: time } } }] },
  ],
})

/** One of the actor's own memberships, or null when it is not, or no longer, one to choose. */
export const findOwnMembership = (tx: Transaction, actor: Actor, { id }: { id: string }) =>
  tx.membership.findFirst({ where: { id, ...ownOf(actor, now()) }, select: { id: true } })

/** What somebody may choose between: as what, and where. */
export const listOwnMemberships = reading({
  act: 'session.choose',
  load: (tx, actor, _input: object) =>
    tx.membership.findMany({
      where: ownOf(actor, now()),
      select: { id: true, role: true, ...place },
      orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
    }),
  shows: () => [],
})

const orders = {
  name: [{ person: { familyName: 'asc' } }, { person: { givenName: 'asc' } }],
  role: [{ role: 'asc' }, { person: { familyName: 'asc' } }, { person: { givenName: 'asc' } }],
  unit: [{ unit: { name: 'asc' } }, { person: { familyName: 'asc' } }, { person: { givenName: 'asc' } }],
} satisfies Record<StaffListInput['sort'], Prisma.MembershipOrderByWithRelationInput[]>

/** Who works for the own organisation, as what and from when until when; one page of it, the last one when there are fewer. */
export const listStaff = reading({
  act: 'staff.list',
  load: async (tx, actor, { show, sort, page: asked }: StaffListInput) => {
    const time = now()
    const here = (state: MembershipState): Prisma.MembershipWhereInput => ({
      organisationId: actor.organisation?.id ?? '',
      AND: [withAccount(state, time)],
    })
    const counts = {
      active: await tx.membership.count({ where: here('active') }),
      ended: await tx.membership.count({ where: here('ended') }),
      coming: await tx.membership.count({ where: here('coming') }),
    }
    const page = Math.min(asked, Math.max(1, Math.ceil(counts[show] / size)))
    const rows = await tx.membership.findMany({
      where: here(show),
      select: {
        id: true,
        role: true,
        validFrom: true,
        validUntil: true,
        person: { select: { id: true, ...names, disabledAt: true } },
        ...place,
      },
      orderBy: [...orders[sort], { id: 'asc' }],
      skip: (page - 1) * size,
      take: size,
    })
    return { rows, counts, show, sort, page, size, units: await unitsOf(tx, actor) }
  },
  shows: () => [],
})

/** The open units of the own organisation, where a role can be held. */
const unitsOf = (tx: Transaction, { organisation }: Actor) =>
  tx.unit.findMany({
    where: { organisationId: organisation?.id ?? '', OR: [{ closedAt: null }, { closedAt: { gt: now() } }] },
    select: { id: true, name: true, kind: true },
    orderBy: { name: 'asc' },
  })

/** Where somebody new can be given a role. */
export const openNewPerson = reading({
  act: 'staff.new',
  load: async (tx, actor, _input: object) => ({ units: await unitsOf(tx, actor) }),
  shows: () => [],
})

const held = { id: true, role: true, validFrom: true, validUntil: true, version: true, unitId: true, ...place } as const

/** Somebody who has or had a role at the own organisation, with those roles, the newest first. */
export const openStaffMember = reading({
  act: 'staff.open',
  load: async (tx, actor, { person: id }: PersonParams) => {
    const here = { organisationId: actor.organisation?.id ?? '' }
    const person = await tx.person.findFirst({
      where: { id, memberships: { some: here } },
      select: {
        ...{ id: true, ...names, hprNumber: true, disabledAt: true },
        memberships: { where: here, select: held, orderBy: [{ validFrom: 'desc' }, { id: 'asc' }] },
      },
    })
    return person && { person, units: await unitsOf(tx, actor) }
  },
  shows: () => [],
})

/** Somebody by id who has had a role here, or by number in the register who has one anywhere; with the roles held here. */
export async function findToGive(
  tx: Transaction,
  { organisation }: Actor,
  { person, hpr }: { person?: string | undefined; hpr?: string | undefined },
) {
  const here = { organisationId: organisation?.id ?? '' }
  return tx.person.findFirst({
    where: person ? { id: person, memberships: { some: here } } : { hprNumber: hpr ?? '', memberships: { some: {} } },
    select: { id: true, disabledAt: true, memberships: { where: here, select: held } },
  })
}

/** What of a new person somebody at work has already, or null. */
export async function findKnownBy(tx: Transaction, { hpr, email, subject }: AddInput) {
  const [row] = await tx.$queryRaw<[{ by: KnownBy | null }]>`
    SELECT door.known_by(${hpr ?? null}, ${email}, ${subject}) AS by`
  return row.by
}

/** A membership of the own organisation with whose it is. */
export const findMembership = (tx: Transaction, { organisation }: Actor, id: string) =>
  tx.membership.findFirst({
    where: { id, organisationId: organisation?.id ?? '' },
    select: { id: true, validUntil: true, version: true, person: { select: { id: true, disabledAt: true } } },
  })

/** Somebody with a role here, and whether a role elsewhere counts or will. */
export async function findToShutOut(tx: Transaction, { organisation }: Actor, id: string) {
  const here = organisation?.id ?? ''
  const person = await tx.person.findFirst({
    where: { id, memberships: { some: { organisationId: here } } },
    select: { id: true, disabledAt: true },
  })
  if (!person) return null
  const open = { OR: [{ validUntil: null }, { validUntil: { gt: now() } }] }
  const elsewhere = await tx.membership.count({ where: { personId: id, NOT: { organisationId: here }, ...open } })
  return { id, person, elsewhere: elsewhere > 0 }
}

/** A unit of the own organisation that is open. */
export const findUnit = async (tx: Transaction, actor: Actor, id: string) =>
  (await unitsOf(tx, actor)).find((unit) => unit.id === id) ?? null
