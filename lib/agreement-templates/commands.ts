import 'server-only'
import { v7 as uuid } from 'uuid'
import { findOwnTemplate, newestProposal } from '#lib/agreement-templates/queries'
import { decideApproveTemplate, decideWithdrawTemplate } from '#lib/agreement-templates/rules'
import type { ApproveInput, BeginInput, StepInput, WriteInput } from '#lib/agreement-templates/schema'
import { command } from '#lib/command'
import { decideWrite } from '#lib/criteria/rules'
import { rowsOf } from '#lib/db'
import { ok, type Result } from '#lib/result'
import { Prisma } from '#prisma/generated/client'

/** Makes a draft with the words of the newest proposal; only when nobody has one already. */
export const beginTemplate = command({
  act: 'template.begin',
  load: async (tx, _actor, { trust }: BeginInput) => {
    const [row] = await tx.$queryRaw<[{ side: string | null }]>`SELECT door.criteria_side(${trust}::uuid) AS side`
    return row.side ? { id: uuid(), trust } : null
  },
  decide: (): Result<null, never> => ok(null),
  save: (tx, { id, trust }) => rowsOf(tx, Prisma.sql`door.begin_template(${id}::uuid, ${trust}::uuid)`),
})

/** Saves the words of a draft, unless somebody else has saved since they were read. */
export const writeTemplate = command({
  act: 'template.write',
  load: (tx, _actor, { draft }: WriteInput) => findOwnTemplate(tx, draft),
  decide: (draft, { draft: _id, seen, ...words }) => {
    const decision = decideWrite(draft, seen)
    return decision.ok ? ok({ seen, words }) : decision
  },
  save: (tx, { id }, { seen, words }) =>
    rowsOf(tx, Prisma.sql`door.write_template(${id}::uuid, ${seen}::int, ${JSON.stringify(words)}::jsonb)`),
})

/** From a draft to what the parties are asked to approve; its words stand from here on. */
export const proposeTemplate = command({
  act: 'template.propose',
  load: (tx, _actor, { template }: StepInput) => findOwnTemplate(tx, template),
  decide: (draft, { seen }) => decideWrite(draft, seen),
  save: (tx, { id, version }) => rowsOf(tx, Prisma.sql`door.propose_template(${id}::uuid, ${version}::int)`),
})

export const withdrawTemplate = command({
  act: 'template.withdraw',
  load: (tx, _actor, { template }: StepInput) => findOwnTemplate(tx, template),
  decide: (template, { seen }) => decideWithdrawTemplate(template, seen),
  save: (tx, { id, version }) => rowsOf(tx, Prisma.sql`door.withdraw_template(${id}::uuid, ${version}::int)`),
})

/** The yes of the actor's organisation. */
export const approveTemplate = command({
  act: 'template.approve',
  load: async (tx, _actor, { template }: ApproveInput) => {
    const version = await findOwnTemplate(tx, template)
    return version && { id: version.id, version, newest: await newestProposal(tx, version.trustId) }
  },
  decide: ({ version, newest }, _input, _time, { organisation }) =>
    decideApproveTemplate(version, newest, organisation?.id),
  save: (tx, { id }) => rowsOf(tx, Prisma.sql`door.approve_template(${id}::uuid)`),
})
