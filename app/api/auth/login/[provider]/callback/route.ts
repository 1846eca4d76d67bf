import { type NextRequest, NextResponse } from 'next/server'
import { webEnv } from '#lib/env'
import { takeLogin } from '#lib/login-cookie'
import { beginSession } from '#lib/login-db'
import { finishSignIn, isProviderName, signInProblem, SignInRefused } from '#lib/openid'
import { signOut } from '#lib/sessions/commands'
import { currentSession, ownedBy, setCookie } from '#lib/signed-in'

type Context = { params: Promise<{ provider: string }> }

/** The browser comes back from the provider. Our own address is never taken from the Host header. */
export async function GET(request: NextRequest, { params }: Context) {
  const { provider } = await params
  if (!isProviderName(provider)) return new Response(null, { status: 404 })
  try {
    const { beside } = await signIn(provider, request.nextUrl.searchParams)
    return NextResponse.redirect(new URL(beside ? '/?inne' : '/', webEnv().NEXTAUTH_URL), 303)
  } catch (error) {
    return NextResponse.redirect(new URL(`/?feil=${signInProblem(error)}`, webEnv().NEXTAUTH_URL), 303)
  }
}

/** Always a new session, so that nobody can be given one beforehand; the one before it ends. */
async function signIn(provider: string, answer: URLSearchParams) {
  const login = await takeLogin(provider)
  if (!login) throw new SignInRefused('utlopt')
  const identity = await finishSignIn(login, answer)
  const session = await beginSession(identity)
  if (!session) throw new SignInRefused('ukjent')
  const earlier = await currentSession()
  if (earlier) await signOut(earlier)
  await setCookie(await ownedBy(session, identity))
  return login
}
