import type { Attempt } from '#tests/support/matrix/attempts'
import { type ActorKey, actors, alone, errands, policy, words } from '#tests/security/policy'

/** Every errand that a session can be opened with. */
export const allErrands = [
  'TREAT',
  'ETREAT',
  'COC',
  'BTG',
  'QUALITY',
  'OWN',
  'PROXY',
  'CONTROL',
  'ADMIN',
  'SERVICE',
] as const
export type Errand = (typeof allErrands)[number]

/** By what somebody may write anything at all, beside the errands that open a record. */
const more: Record<string, Errand> = { 'emergency.open': 'BTG', 'control.decide': 'CONTROL', 'stay.import': 'SERVICE' }
const mayAny = (who: ActorKey, act: string) =>
  words(alone[who]).includes(act) || policy.some((row) => row.who === who && [...row.may].some((deed) => deed === act))

const writing = ['TREAT', 'ETREAT', 'OWN'] as const
/** The errands by which the role can do anything. */
const errandsOf = (who: ActorKey): readonly Errand[] => [
  ...writing.filter((errand) => errands[who].includes(errand)),
  ...Object.keys(more).flatMap((act) => (mayAny(who, act) ? (more[act] ?? []) : [])),
]

/**
 * By what somebody tries to write this: in a proof by every errand that anybody writes by; otherwise by those of the own
 * that anybody may write it by, or by one other.
 */
export function isTriedBy(who: ActorKey, { may }: Attempt, errand: Errand): boolean {
  if (process.env['PROOF'])
    return [...writing, 'BTG', 'CONTROL', actors[who].role === 'SERVICE' ? 'SERVICE' : 'ADMIN'].includes(errand)
  const own = errandsOf(who)
  const fitting = own.filter((one) => may[one])
  return (fitting.length ? fitting : [own[0] ?? 'ADMIN']).includes(errand)
}
