import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import { decode, type JWT } from 'next-auth/jwt'
import { webEnv } from '#lib/env'
import { log } from '#lib/log'
import type { Session } from '#lib/session'
import { signOut } from '#lib/sessions/commands'
import { actorOf, cookieName, cookieOptions, lifetime } from '#lib/signed-in'

/**
 * What next-auth remembers to come back to; we always lead to the front page. next-auth takes every cookie whose name
 * begins like the session's for a piece of the session, so none may.
 */
export const callbackCookieName = 'callback-samlop'

/**
 * next-auth answers who is signed in, and signs out. It has no provider of its own: sign-in is lib/openid.ts, and
 * whether a session counts is for the database to say each time.
 */
export const authOptions = (): NextAuthOptions => ({
  secret: webEnv().NEXTAUTH_SECRET,
  providers: [],
  session: { strategy: 'jwt', maxAge: lifetime },
  // A cookie that cannot be read is as good as none and no fault of ours.
  jwt: { decode: (params) => decode(params).catch(() => null) },
  pages: { signIn: '/', signOut: '/', error: '/' },
  debug: false,
  cookies: {
    sessionToken: { name: cookieName(), options: cookieOptions() },
    callbackUrl: { name: callbackCookieName, options: cookieOptions() },
  },
  callbacks: {
    redirect: ({ baseUrl }) => `${baseUrl}/`,
    // The token holds the session's secret, so nothing of it is passed on.
    session: async ({ token, session }) => {
      const actor = await actorOf({ secret: secretOf(token) } as Session)
      return actor ? { user: { name: actor.name }, expires: session.expires } : ({} as typeof session)
    },
  },
  events: {
    signOut: async ({ token }) => {
      if (secretOf(token)) await signOut({ secret: secretOf(token) } as Session)
    },
  },
  logger: {
    error: (code, data) =>
      void (code !== 'JWT_SESSION_ERROR' && log.failure(data instanceof Error ? data : data.error)),
    warn: () => {},
    debug: () => {},
  },
})

const secretOf = (token: JWT | null) => (typeof token?.['sid'] === 'string' ? token['sid'] : '')
