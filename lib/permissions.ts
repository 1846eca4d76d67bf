import type { Purpose, Role, UnitKind } from '#prisma/generated/enums'

type Rule = {
  readonly roles: readonly Role[]
  /** Where the role must be held. */
  readonly at?: UnitKind
  /** The errand that is logged, codes of the national trust framework and our own. */
  readonly purpose: Purpose
}

const hospital = ['NURSE', 'HEAD_NURSE', 'FLOW_COORDINATOR', 'COLLABORATION_PHYSICIAN'] as const
const control = ['LOG_CONTROLLER', 'ORG_ADMIN'] as const
const everybody = [...hospital, 'CASEWORKER', 'PARTICIPANT', 'GP', ...control, 'PATIENT', 'NEXT_OF_KIN'] as const

/** Who may do what. One row per act; read it top to bottom to answer an auditor. */
const acts = {
  'session.end': { roles: everybody, purpose: 'ADMIN' },
  'patient.check': { roles: ['NURSE', 'HEAD_NURSE'], at: 'RECEPTION', purpose: 'ETREAT' },
  'card.revoke': { roles: ['HEAD_NURSE'], at: 'WARD', purpose: 'TREAT' },
  'stay.import': { roles: ['SERVICE'], purpose: 'SERVICE' },
} as const satisfies Record<string, Rule>

export type Act = keyof typeof acts

declare const proven: unique symbol

/** Who acts, for which organisation, as the database answered in this very transaction or request. */
export type Actor = {
  readonly sessionId: string
  readonly personId: string | null
  readonly name: string
  readonly role: Role
  readonly organisation: { readonly id: string; readonly name: string; readonly kind: string } | null
  readonly unit: { readonly id: string; readonly name: string; readonly kind: UnitKind } | null
  readonly idleUntil: string
  readonly [proven]: true
}

export function may(actor: Actor, act: Act): boolean {
  const rule: Rule = acts[act]
  return rule.roles.includes(actor.role) && (!rule.at || actor.unit?.kind === rule.at)
}

export const purposeOf = (act: Act): Purpose => acts[act].purpose

/**
 * Every way into the app and what it asks for. A test holds this against the build: whatever can be reached stands here.
 * `everybody` needs no session; `signed_in` shows nothing about a patient.
 */
export const entrances: Record<string, Act | 'everybody' | 'signed_in'> = {
  '/': 'everybody',
  '/icon.svg': 'everybody',
  '/_not-found': 'everybody',
  '/_global-error': 'everybody',
  '/api/auth/[...nextauth]': 'everybody',
  '/api/auth/login/[provider]': 'everybody',
  '/api/auth/login/[provider]/callback': 'everybody',
  '/start': 'signed_in',
  '/my': 'signed_in',
  '/reception': 'patient.check',
  'lib/patients/actions.ts#checkPatientAction': 'patient.check',
  'lib/sessions/actions.ts#signOutAction': 'session.end',
}
