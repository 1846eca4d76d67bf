import 'server-only'
import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import { z } from 'zod'
import { webEnv } from '#lib/env'
import type { Login } from '#lib/openid'
import { providerNames } from '#lib/openid-claims'

/** Where somebody may be led back to after proving again who they are: pages where something is signed. */
export const signingPath = /^\/(my\/agreement|patients\/[0-9a-f-]{36}\/agreement)$/

const lifetime = 10 * 60
/** Another key than the session's cookie has, so that neither can stand in for the other. */
const salt = 'samlop login'

const content = z.object({
  provider: z.enum(providerNames),
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  beside: z.boolean().optional(),
  back: z.string().regex(signingPath).optional(),
  since: z.number().optional(),
})

export const sealLogin = (login: Login, maxAge = lifetime) =>
  encode({ token: { ...login }, secret: webEnv().NEXTAUTH_SECRET, salt, maxAge })

/** What was sealed, or null when it is not ours, was changed, is too old or was meant for the other provider. */
export async function openLogin(sealed: string, provider: string): Promise<Login | null> {
  const opened = await decode({ token: sealed, secret: webEnv().NEXTAUTH_SECRET, salt }).catch(() => null)
  const login = content.safeParse(opened)
  return login.success && login.data.provider === provider ? login.data : null
}

// The prefix `__Host-` would not allow a path. The name may not begin like the session's, see lib/auth.ts.
const overHttps = () => webEnv().NEXTAUTH_URL.startsWith('https:')
const cookieName = () => (overHttps() ? '__Secure-login-samlop' : 'login-samlop')
const cookieOptions = () => ({ httpOnly: true, sameSite: 'lax', path: '/api/auth/login', secure: overHttps() }) as const

export async function keepLogin(login: Login) {
  ;(await cookies()).set(cookieName(), await sealLogin(login), { ...cookieOptions(), maxAge: lifetime })
}

/** The login that the browser brings back. It is gone from the browser whatever comes of it. */
export async function takeLogin(provider: string) {
  const jar = await cookies()
  const sealed = jar.get(cookieName())?.value
  jar.set(cookieName(), '', { ...cookieOptions(), maxAge: 0 })
  return sealed ? openLogin(sealed, provider) : null
}
