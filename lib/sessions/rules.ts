import { type Actor, may } from '#lib/permissions'

/** What a role opens on. Until a role has its own page, it opens on a page that says what will come. */
export function firstPage(actor: Actor) {
  if (may(actor, 'patient.check')) return { href: '/reception', name: 'Mottak' } as const
  if (actor.role === 'PATIENT' || actor.role === 'NEXT_OF_KIN') return { href: '/my', name: 'Min side' } as const
  return { href: '/start', name: 'Start' } as const
}
