import 'server-only'
import { v7 as uuid } from 'uuid'
import { command } from '#lib/command'
import { findOwnVersion, newestProposal } from '#lib/criteria/queries'
import { decideApprove, decidePropose, decideWithdraw, decideWrite } from '#lib/criteria/rules'
import type {
  AddPartyInput,
  ApproveInput,
  BeginInput,
  EndPartyInput,
  StepInput,
  WriteInput,
} from '#lib/criteria/schema'
import { rowsOf } from '#lib/db'
import { ok, refuse, type Result } from '#lib/result'
import { Prisma } from '#prisma/generated/client'

/** Makes a draft with the words of the newest proposal; only when nobody has one already. */
export const beginCriteria = command({
  act: 'criteria.begin',
  load: async (tx, _actor, { trust }: BeginInput) => {
    const [row] = await tx.$queryRaw<[{ side: string | null }]>`SELECT door.criteria_side(${trust}::uuid) AS side`
    return row.side ? { id: uuid(), trust } : null
  },
  decide: (): Result<null, never> => ok(null),
  save: (tx, { id, trust }) => rowsOf(tx, Prisma.sql`door.begin_criteria(${id}::uuid, ${trust}::uuid)`),
})

/** Saves the words of a draft, unless somebody else has saved since they were read. */
export const writeCriteria = command({
  act: 'criteria.write',
  load: (tx, _actor, { draft }: WriteInput) => findOwnVersion(tx, draft),
  decide: (draft, { seen, introduction, items }) => {
    const decision = decideWrite(draft, seen)
    return decision.ok ? ok({ seen, introduction, items }) : decision
  },
  save: (tx, { id }, { seen, introduction, items }) =>
    rowsOf(
      tx,
      Prisma.sql`door.write_criteria(${id}::uuid, ${seen}::int, ${introduction}, ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(items)}::jsonb)))`,
    ),
})

/** From a draft to what the parties are asked to approve; its words stand from here on. */
export const proposeCriteria = command({
  act: 'criteria.propose',
  load: (tx, _actor, { criteria }: StepInput) => findOwnVersion(tx, criteria),
  decide: (draft, { seen }) => decidePropose(draft, seen),
  save: (tx, { id, version }) => rowsOf(tx, Prisma.sql`door.propose_criteria(${id}::uuid, ${version}::int)`),
})

export const withdrawCriteria = command({
  act: 'criteria.withdraw',
  load: (tx, _actor, { criteria }: StepInput) => findOwnVersion(tx, criteria),
  decide: (criteria, { seen }) => decideWithdraw(criteria, seen),
  save: (tx, { id, version }) => rowsOf(tx, Prisma.sql`door.withdraw_criteria(${id}::uuid, ${version}::int)`),
})

/** The yes of the actor's organisation. */
export const approveCriteria = command({
  act: 'criteria.approve',
  load: async (tx, _actor, { criteria }: ApproveInput) => {
    const version = await findOwnVersion(tx, criteria)
    return version && { id: version.id, version, newest: await newestProposal(tx, version.trustId) }
  },
  decide: ({ version, newest }, _input, _time, { organisation }) => decideApprove(version, newest, organisation?.id),
  save: (tx, { id }) => rowsOf(tx, Prisma.sql`door.approve_criteria(${id}::uuid)`),
})

/** A municipality that the hospital agrees with from now on, or no longer; said by the hospital. */
const setParty = <Input>(party: boolean, which: (input: Input) => Prisma.OrganisationWhereInput) =>
  command({
    act: 'criteria.party',
    load: (tx, { organisation }, input: Input) =>
      organisation?.kind === 'HEALTH_TRUST'
        ? tx.organisation.findFirst({
            where: { ...which(input), kind: 'MUNICIPALITY' },
            select: { id: true, criteriaTrusts: { where: { trustId: organisation.id, endedAt: null } } },
          })
        : Promise.resolve(null),
    decide: ({ criteriaTrusts }): Result<null, 'is_so_already'> =>
      criteriaTrusts.length > 0 === party ? refuse('is_so_already') : ok(null),
    save: (tx, { id }) => rowsOf(tx, Prisma.sql`door.set_criteria_party(${id}::uuid, ${party}::boolean)`),
    facts: () => ({ party }),
  })

export const addCriteriaParty = setParty(true, ({ number }: AddPartyInput) => ({ municipalityNumber: number }))
export const endCriteriaParty = setParty(false, ({ municipality }: EndPartyInput) => ({ id: municipality }))
