import { NextResponse } from 'next/server'
import { webEnv } from '#lib/env'
import { keepLogin } from '#lib/login-cookie'
import { isProviderName, signInProblem, startSignIn } from '#lib/openid'

/** Sends the browser to the provider. Our own address is never taken from the Host header. */
export async function GET(request: Request, { params }: { params: Promise<{ provider: string }> }) {
  const { provider } = await params
  if (!isProviderName(provider)) return new Response(null, { status: 404 })
  try {
    const { address, login } = await startSignIn(provider)
    const beside = new URL(request.url).searchParams.has('igjen')
    await keepLogin({ ...login, beside })
    return NextResponse.redirect(address, 303)
  } catch (error) {
    return NextResponse.redirect(new URL(`/?feil=${signInProblem(error)}`, webEnv().NEXTAUTH_URL), 303)
  }
}
