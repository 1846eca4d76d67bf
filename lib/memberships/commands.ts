import 'server-only'
import { v7 as uuid } from 'uuid'
import { command } from '#lib/command'
import { rowsOf } from '#lib/db'
import { findKnownBy, findMembership, findToGive, findToShutOut, findUnit } from '#lib/memberships/queries'
import { decideAdd, decideEnd, decideGive, decideShutOut, periodOf } from '#lib/memberships/rules'
import type { AddInput, EndInput, GiveInput, ShutOutInput } from '#lib/memberships/schema'
import { ok } from '#lib/result'
import { Prisma } from '#prisma/generated/client'
import type { OrganisationKind } from '#prisma/generated/enums'

/** A role in the own organisation for somebody else, from a day until a day. */
export const giveMembership = command({
  act: 'staff.give',
  load: async (tx, actor, input: GiveInput) => {
    const person = await findToGive(tx, actor, input)
    const unit = input.unit ? await findUnit(tx, actor, input.unit) : null
    return person && { id: uuid(), person, unit, kind: actor.organisation?.kind as OrganisationKind }
  },
  decide: ({ person, unit, kind }, { role, unit: unitId = null, from, until }, time, { personId: own }) => {
    const given = { role, unit, ...periodOf({ from, until }, time) }
    const decision = decideGive(given, { person, kind, own, held: person.memberships, unitId }, time)
    return decision.ok ? ok(given) : decision
  },
  save: (tx, { id, person }, { role, unit, from, until }) =>
    rowsOf(
      tx,
      Prisma.sql`door.give_membership(${id}::uuid, ${person.id}::uuid, ${role}::role, ${unit?.id ?? null}::uuid, ${from}::timestamptz, ${until}::timestamptz)`,
    ),
  facts: ({ person }, { role, unit }) => ({ person: person.id, role, ...(unit && { unit: unit.id }) }),
})

/** Somebody whom Samløp does not know, who signs in where the administrator did, with the first role. */
export const addPerson = command({
  act: 'staff.add',
  load: async (tx, actor, input: AddInput) => ({
    id: uuid(),
    membership: uuid(),
    known: await findKnownBy(tx, input),
    unit: input.unit ? await findUnit(tx, actor, input.unit) : null,
    kind: actor.organisation?.kind as OrganisationKind,
  }),
  decide: ({ id, known, unit, kind }, { from, until, ...input }, time, { personId: own }) => {
    const given = { role: input.role, unit, ...periodOf({ from, until }, time) }
    const where = { person: { id, disabledAt: null }, kind, own, held: [], unitId: input.unit ?? null }
    const decision = decideAdd(given, { ...where, known, hpr: input.hpr }, time)
    return decision.ok ? ok({ ...given, input }) : decision
  },
  save: (tx, { id, membership }, { input, role, unit, from, until }) => {
    const { given: given_name, family: family_name, hpr: hpr_number, email, subject } = input
    const person = JSON.stringify({ id, given_name, family_name, hpr_number, email, subject })
    return rowsOf(
      tx,
      Prisma.sql`door.add_person(${person}::jsonb, ${membership}::uuid, ${role}::role, ${unit?.id ?? null}::uuid, ${from}::timestamptz, ${until}::timestamptz)`,
    )
  },
  facts: ({ id, membership }, { role, unit }) => ({ person: id, membership, role, ...(unit && { unit: unit.id }) }),
})

/** Ends a role of somebody else; at once it counts from the next request. */
export const endMembership = command({
  act: 'staff.end',
  load: (tx, actor, { membership }: EndInput) => findMembership(tx, actor, membership),
  decide: (membership, { seen, until }, time, { personId: own }) => decideEnd(membership, { own, seen, until }, time),
  save: (tx, { id, version }, ends) =>
    rowsOf(tx, Prisma.sql`door.end_membership(${id}::uuid, ${version}::int, ${ends}::timestamptz)`),
  facts: ({ person }) => ({ person: person.id }),
})

/** Shuts somebody out of all of Samløp, or lets in again. */
export const shutOut = command({
  act: 'staff.shut_out',
  load: (tx, actor, { person }: ShutOutInput) => findToShutOut(tx, actor, person),
  decide: (found, { out }, _time, { personId: own }) => decideShutOut(found, { own, out }),
  save: (tx, { id }, out) => rowsOf(tx, Prisma.sql`door.shut_out(${id}::uuid, ${out}::boolean)`),
  facts: (_loaded, out) => ({ out }),
})
