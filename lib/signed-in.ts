import 'server-only'
import { createHmac } from 'node:crypto'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { after } from 'next/server'
import { decode, encode } from 'next-auth/jwt'
import { cache } from 'react'
import { now } from '#lib/clock'
import { db } from '#lib/db'
import { webEnv } from '#lib/env'
import type { Actor } from '#lib/permissions'
import type { Identity } from '#lib/openid'
import { ownOnly, pageMark, type Session } from '#lib/session'

/** Seconds; no session lives longer. */
export const lifetime = 12 * 60 * 60
const overHttps = () => webEnv().NEXTAUTH_URL.startsWith('https:')

/** Browsers take the `__Host-` prefix over https only. */
export const cookieName = () => (overHttps() ? '__Host-samlop' : 'samlop')
export const cookieOptions = () => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: overHttps() }) as const

export async function setCookie({ secret, owner }: Session) {
  const content = { sid: secret, who: owner.identity, as: owner.membership }
  const token = await encode({ token: content, secret: webEnv().NEXTAUTH_SECRET, maxAge: lifetime })
  ;(await cookies()).set(cookieName(), token, { ...cookieOptions(), maxAge: lifetime })
}

/** Takes the cookie back and leads to the front page. */
export const leave = () => leaveFor('/')

/** Takes the cookie back and leads the next person to the provider. */
export const makeRoom = () => leaveFor('/?bytt')

async function leaveFor(address: '/' | '/?bytt'): Promise<never> {
  ;(await cookies()).delete(cookieName())
  redirect(address)
}

/** Gives the browser the session from now on and leads to its first page; the secret goes into the cookie and nowhere else. */
export async function goOnAs(session: Session): Promise<never> {
  await setCookie(session)
  redirect('/')
}

/** The session in the cookie, or null; whether it still counts is for the database to say. */
export const currentSession = cache(async (): Promise<Session | null> => {
  const token = (await cookies()).get(cookieName())?.value
  // A cookie that is not ours is as good as none.
  const content = token ? await decode({ token, secret: webEnv().NEXTAUTH_SECRET }).catch(() => null) : null
  const { sid: secret, who, as } = content ?? {}
  if (typeof secret !== 'string') return null
  const owner =
    typeof who === 'string' ? { identity: who, membership: typeof as === 'string' ? as : null } : ownOnly(secret)
  return { secret, owner } as Session
})

/** A session just made for an identity, which may send what the same person as the same began to write before. */
export async function ownedBy(session: Session, { issuer, subject }: Identity): Promise<Session> {
  const actor = await actorOf(session)
  const seal = createHmac('sha256', webEnv().NEXTAUTH_SECRET).update(JSON.stringify(['owner', issuer, subject]))
  return { ...session, owner: { identity: seal.digest('base64url'), membership: actor?.membershipId ?? null } }
}

/** Who a session stands for, or null when it no longer counts. Opens nothing. */
export async function actorOf({ secret }: Session): Promise<Actor | null> {
  const [row] = await db().$queryRaw<{ actor: Actor | null }[]>`SELECT door.who_am_i(${secret}) AS actor`
  return row?.actor ?? null
}

/** Until when sessions last that this process has prolonged, by their secret; the newest thousands. */
const prolonged = new Map<string, number>()
const most = 5_000

/**
 * Fifteen more minutes, after the answer has left. The database writes it at most once a minute, so it is not asked while
 * fourteen of them are left.
 */
export function keepAlive(session: Session) {
  if ((prolonged.get(session.secret) ?? 0) - now().getTime() > 14 * 60_000) return
  after(() => extend(session))
}

/** The same at once, for somebody who is still there and sends nothing. */
export async function extend({ secret }: Session) {
  const [row] = await db().$queryRaw<{ until: Date | null }[]>`SELECT door.keep_session_alive(${secret}) AS until`
  if (prolonged.size >= most) prolonged.clear()
  if (row?.until) prolonged.set(secret, row.until.getTime())
}

/** Who is signed in, or null. It is for menus and for choosing a page. */
export const whoIsThere = cache(async (): Promise<{ session: Session; actor: Actor } | null> => {
  const session = await currentSession()
  const actor = session && (await actorOf(session))
  if (!actor) return null
  if (new Date(actor.idleUntil).getTime() - now().getTime() < 14 * 60_000) keepAlive(session)
  return { session, actor }
})

/** The same for pages that need somebody; sends others to the front page. */
export async function signedIn() {
  const there = await whoIsThere()
  if (there) return there
  // Whoever had a session is told that it is over, whatever became of it.
  redirect((await cookies()).has(cookieName()) ? '/?feil=utlogget' : '/')
}

/** What a page knows of the session behind it: whom it was made for, for how long, and the name of its live stream. */
export const pageOf = (session: Session, { sessionId, unit, secondsLeft }: Actor) => ({
  mark: pageMark(session),
  left: secondsLeft ?? { idle: 0, absolute: 0 },
  scope: `${sessionId} ${unit?.id ?? ''}`,
})
