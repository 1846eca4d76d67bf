import { NextResponse } from 'next/server'
import { webEnv } from '#lib/env'
import { keepLogin, signingPath } from '#lib/login-cookie'
import { isProviderName, signInProblem, startSignIn } from '#lib/openid'

/** Sends the browser to the provider. Our own address is never taken from the Host header. */
export async function GET(request: Request, { params }: { params: Promise<{ provider: string }> }) {
  const { provider } = await params
  if (!isProviderName(provider)) return new Response(null, { status: 404 })
  try {
    const { address, login } = await startSignIn(provider)
    const asked = new URL(request.url).searchParams
    const back = asked.get('signere') ?? ''
    const signing = signingPath.test(back) && { back, since: Math.floor(Date.now() / 1_000) }
    await keepLogin({ ...login, beside: asked.has('igjen'), ...signing })
    return NextResponse.redirect(address, 303)
  } catch (error) {
    return NextResponse.redirect(new URL(`/?feil=${signInProblem(error)}`, webEnv().NEXTAUTH_URL), 303)
  }
}
