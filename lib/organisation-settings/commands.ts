import 'server-only'
import { command } from '#lib/command'
import { rowsOf } from '#lib/db'
import { findSettings } from '#lib/organisation-settings/queries'
import { decideList, decidePhones } from '#lib/organisation-settings/rules'
import type { InitiatorInput, ListInput, PhonesInput, TargetInput } from '#lib/organisation-settings/schema'
import type { Actor } from '#lib/permissions'
import { ok, refuse, type Result } from '#lib/result'
import type { Transaction } from '#lib/db'
import { Prisma } from '#prisma/generated/client'

async function load(tx: Transaction, { organisation }: Actor) {
  const settings = organisation && (await findSettings(tx, organisation.id))
  return settings && { id: organisation.id, settings }
}

/** Whether a role of the own organisation may call meetings. */
export const setInitiator = command({
  act: 'settings.initiator',
  load: (tx, actor, _input: InitiatorInput) => load(tx, actor),
  decide: ({ settings }, { role, seen, enabled }): Result<InitiatorInput, 'not_found' | 'conflict'> => {
    const now = settings.initiators.find((one) => one.role === role)
    if (!now) return refuse('not_found')
    return now.version === seen && now.enabled !== enabled ? ok({ role, seen, enabled }) : refuse('conflict')
  },
  save: (tx, _loaded, { role, seen, enabled }) =>
    rowsOf(tx, Prisma.sql`door.set_initiator(${role}::role, ${seen}::int, ${enabled}::boolean)`),
  facts: (_loaded, { role, enabled }) => ({ role, enabled }),
})

/** Minutes from arrival to the ward that the hospital aims at; runs that have begun keep theirs. */
export const setTarget = command({
  act: 'settings.target',
  load: (tx, actor, _input: TargetInput) => load(tx, actor),
  decide: ({ settings }, { seen, minutes }): Result<TargetInput, 'not_hospital' | 'conflict'> => {
    if (settings.kind !== 'HEALTH_TRUST') return refuse('not_hospital')
    return settings.target === seen ? ok({ seen, minutes }) : refuse('conflict')
  },
  save: (tx, _loaded, { seen, minutes }) =>
    rowsOf(tx, Prisma.sql`door.set_fast_track_target(${seen}::int, ${minutes}::int)`),
  facts: (_loaded, { seen, minutes }) => ({ before: seen, minutes }),
})

/** Switches the list of candidates on or off, with its basis and limits. */
export const setCandidateList = command({
  act: 'settings.candidates',
  load: (tx, actor, _input: ListInput) => load(tx, actor),
  decide: ({ settings }, input) => {
    const decision = decideList(settings, input)
    return decision.ok ? ok(input) : decision
  },
  save: (tx, _loaded, { seen, on, acute6, acute12, basis, responsible, decidedOn }) =>
    rowsOf(
      tx,
      Prisma.sql`door.set_candidate_list(${seen}::int, ${on}::boolean, ${acute6 ?? null}::int, ${acute12 ?? null}::int, ${basis}, ${responsible ?? null}::uuid, ${decidedOn ?? null}::date)`,
    ),
  facts: (_loaded, { seen, on }) => ({ edition: seen + 1, on }),
})

/** On what numbers a unit answers by day and by night. */
export const setPhones = command({
  act: 'settings.phones',
  load: (tx, actor, _input: PhonesInput) => load(tx, actor),
  decide: ({ settings }, input) => {
    const decision = decidePhones(settings, input)
    return decision.ok ? ok(input) : decision
  },
  save: (tx, _loaded, { unit, seen, phone, nightPhone }) =>
    rowsOf(tx, Prisma.sql`door.set_unit_phones(${unit}::uuid, ${seen}::int, ${phone ?? null}, ${nightPhone ?? null})`),
  facts: (_loaded, { unit, seen }) => ({ unit, edition: seen + 1 }),
})
