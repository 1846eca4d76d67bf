import { type NextRequest, NextResponse } from 'next/server'
import { webEnv } from '#lib/env'
import { takeLogin } from '#lib/login-cookie'
import { beginSession, renewSession } from '#lib/login-db'
import { finishSignIn, isProviderName, type Proven, signInProblem, SignInRefused } from '#lib/openid'
import { signOut } from '#lib/sessions/commands'
import { currentSession, ownedBy, setCookie } from '#lib/signed-in'

type Context = { params: Promise<{ provider: string }> }

/** The browser comes back from the provider. Our own address is never taken from the Host header. */
export async function GET(request: NextRequest, { params }: Context) {
  const { provider } = await params
  if (!isProviderName(provider)) return new Response(null, { status: 404 })
  const goTo = (path: string) => NextResponse.redirect(new URL(path, webEnv().NEXTAUTH_URL), 303)
  const login = await takeLogin(provider)
  try {
    if (!login) throw new SignInRefused('utlopt')
    const identity = await finishSignIn(login, request.nextUrl.searchParams)
    if (login.back && (await provenAgain(identity))) return goTo(login.back)
    await signIn(identity)
    return goTo(login.beside ? '/?inne' : '/')
  } catch (error) {
    return goTo(`${login?.back ?? '/'}?feil=${signInProblem(error)}`)
  }
}

/** Always a new session, so that nobody can be given one beforehand; the one before it ends. */
async function signIn(identity: Proven) {
  const session = await beginSession(identity)
  if (!session) throw new SignInRefused('ukjent')
  const earlier = await currentSession()
  if (earlier) await signOut(earlier)
  await setCookie(await ownedBy(session, identity))
}

/** Whether it is the person who was signed in: the session goes on, as the same, under a new secret. Anybody else signs in. */
async function provenAgain(identity: Proven): Promise<boolean> {
  const earlier = await currentSession()
  const renewed = earlier && (await renewSession(earlier, identity))
  if (renewed) await setCookie(renewed)
  return Boolean(renewed)
}
