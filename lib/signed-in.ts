import 'server-only'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { after } from 'next/server'
import { decode, encode } from 'next-auth/jwt'
import { cache } from 'react'
import { db } from '#lib/db'
import { webEnv } from '#lib/env'
import type { Actor } from '#lib/permissions'
import type { Session } from '#lib/session'

const lifetime = 12 * 60 * 60
const overHttps = () => webEnv().NEXTAUTH_URL.startsWith('https:')

/** Browsers take the `__Host-` prefix over https only. */
export const cookieName = () => (overHttps() ? '__Host-samlop' : 'samlop')
export const cookieOptions = () => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: overHttps() }) as const

export async function setCookie({ secret }: Session) {
  const token = await encode({ token: { sid: secret }, secret: webEnv().NEXTAUTH_SECRET, maxAge: lifetime })
  ;(await cookies()).set(cookieName(), token, { ...cookieOptions(), maxAge: lifetime })
}

/** Takes the cookie back and leads to the front page. */
export async function leave(): Promise<never> {
  ;(await cookies()).delete(cookieName())
  redirect('/')
}

/** The session in the cookie, or null; whether it still counts is for the database to say. */
export const currentSession = cache(async (): Promise<Session | null> => {
  const token = (await cookies()).get(cookieName())?.value
  // A cookie that is not ours is as good as none.
  const content = token ? await decode({ token, secret: webEnv().NEXTAUTH_SECRET }).catch(() => null) : null
  return typeof content?.['sid'] === 'string' ? ({ secret: content['sid'] } as Session) : null
})

/** Who is signed in, or null. Opens nothing: it is for menus and for choosing a page. */
export const whoIsThere = cache(async (): Promise<{ session: Session; actor: Actor } | null> => {
  const session = await currentSession()
  if (!session) return null
  const [row] = await db().$queryRaw<{ actor: Actor | null }[]>`SELECT door.who_am_i(${session.secret}) AS actor`
  if (!row?.actor) return null
  const left = new Date(row.actor.idleUntil).getTime() - Date.now()
  if (left < 14 * 60_000) after(() => db().$executeRaw`SELECT door.keep_session_alive(${session.secret})`)
  return { session, actor: row.actor }
})

/** The same for pages that need somebody; sends others to the front page. */
export async function signedIn() {
  return (await whoIsThere()) ?? redirect('/')
}
