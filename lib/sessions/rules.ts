import { type Actor, may } from '#lib/permissions'
import { ok, refuse, type Result } from '#lib/result'
import type { OwnSession } from '#lib/sessions/schema'

/** The pages of a role in the order of its menu; the first is what it opens on. */
export function menuOf(actor: Actor) {
  const pages = withCandidates(actor)
  const [first, ...more] = pages
  return may(actor, 'inbox.list') ? ([first, ...more, { href: '/inbox', name: 'Innboks' }] as const) : pages
}

function withCandidates(actor: Actor) {
  return actor.hasCandidates
    ? [...ownPages(actor), { href: '/candidates', name: 'Mulige møter' } as const]
    : ownPages(actor)
}

function ownPages(actor: Actor) {
  if (may(actor, 'patient.check')) return [{ href: '/reception', name: 'Mottak' }] as const
  if (may(actor, 'board.ward'))
    return [
      { href: '/board', name: 'Tavle' },
      { href: '/patients', name: 'Pasienter' },
    ] as const
  if (may(actor, 'board.flow')) return [{ href: '/flow', name: 'Flyt' }] as const
  if (may(actor, 'quality.fast_track'))
    return [
      { href: '/quality', name: 'Kvalitet' },
      { href: '/emergency', name: 'Nødtilgang' },
    ] as const
  if (actor.role === 'CASEWORKER') return [{ href: '/patients', name: 'Arbeidsliste' }] as const
  if (may(actor, 'patient.list')) return [{ href: '/patients', name: 'Mine pasienter' }] as const
  if (may(actor, 'control.flags')) return [{ href: '/control', name: 'Kontroll' }] as const
  if (may(actor, 'staff.list')) return [{ href: '/admin', name: 'Administrasjon' }] as const
  if (may(actor, 'access.own'))
    return [
      { href: '/my', name: 'Min side' },
      { href: '/my/access', name: 'Innsyn' },
    ] as const
  return [{ href: '/start', name: 'Start' }] as const
}

/** What a role opens on. */
export const firstPage = (actor: Actor) => ownPages(actor)[0]

/** Which sessions end: the one that is meant, or all but this one. This one ends by signing out. */
export function sessionsToEnd(
  own: readonly OwnSession[],
  id?: string,
): Result<string[], 'not_found' | 'this_one' | 'no_others'> {
  const others = own.filter(({ current }) => !current).map((session) => session.id)
  if (id === undefined) return others.length ? ok(others) : refuse('no_others')
  if (others.includes(id)) return ok([id])
  return refuse(own.some((session) => session.id === id) ? 'this_one' : 'not_found')
}

export type SecondsLeft = { readonly idle: number; readonly absolute: number }
/** `idle` can be put off, `absolute` cannot. */
export type Ending = { readonly kind: 'idle' | 'absolute'; readonly seconds: number }

/** From when on somebody is warned, and at which seconds it is said aloud. */
export const marks = [120, 60, 30] as const

/** Which end comes first, and in how many seconds, when so many have passed since the server answered. */
export function nextEnding({ idle, absolute }: SecondsLeft, passed: number): Ending {
  const left = (seconds: number) => Math.max(0, Math.ceil(seconds - passed))
  return absolute <= idle ? { kind: 'absolute', seconds: left(absolute) } : { kind: 'idle', seconds: left(idle) }
}

/** Whether it is time to warn. */
export const isNear = ({ seconds }: Ending) => seconds <= marks[0]

/** The last of the marks that was passed: a new one is said aloud, the seconds between are not. */
export const markOf = ({ seconds }: Ending) => marks.findLast((mark) => seconds <= mark) ?? null
