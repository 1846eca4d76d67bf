import { type Actor, may } from '#lib/permissions'

/** The pages of a role in the order of its menu; the first is what it opens on. */
export function menuOf(actor: Actor) {
  if (may(actor, 'patient.check')) return [{ href: '/reception', name: 'Mottak' }] as const
  if (may(actor, 'board.ward'))
    return [
      { href: '/board', name: 'Tavle' },
      { href: '/patients', name: 'Pasienter' },
    ] as const
  if (may(actor, 'board.flow')) return [{ href: '/flow', name: 'Flyt' }] as const
  if (may(actor, 'quality.fast_track')) return [{ href: '/quality', name: 'Kvalitet' }] as const
  if (actor.role === 'CASEWORKER') return [{ href: '/patients', name: 'Arbeidsliste' }] as const
  if (may(actor, 'patient.list')) return [{ href: '/patients', name: 'Mine pasienter' }] as const
  if (may(actor, 'control.arrivals')) return [{ href: '/control', name: 'Kontroll' }] as const
  if (may(actor, 'staff.list')) return [{ href: '/admin', name: 'Personer' }] as const
  if (may(actor, 'access.own'))
    return [
      { href: '/my', name: 'Min side' },
      { href: '/my/access', name: 'Innsyn' },
    ] as const
  return [{ href: '/start', name: 'Start' }] as const
}

/** What a role opens on. */
export const firstPage = (actor: Actor) => menuOf(actor)[0]
