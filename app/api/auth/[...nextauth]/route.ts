import NextAuth from 'next-auth'
import type { NextRequest } from 'next/server'
import { authOptions, callbackCookieName } from '#lib/auth'
import { webEnv } from '#lib/env'

type Context = { params: Promise<{ nextauth: string[] }> }

/** All that we offer of next-auth; its other pages are not there. */
const offered = { GET: ['session', 'csrf'], POST: ['signout'] }

async function answer(request: NextRequest, context: Context) {
  const { nextauth } = await context.params
  const acts = request.method === 'POST' ? offered.POST : offered.GET
  if (nextauth.length !== 1 || !acts.includes(nextauth[0] ?? '')) return new Response(null, { status: 404 })
  if (isJunk(request)) return new Response(null, { status: 400 })
  return NextAuth(request as never, context as never, authOptions())
}

/** next-auth answers 500 to an address it cannot read and to a body that is no form. */
function isJunk({ nextUrl, cookies, method, headers }: NextRequest) {
  const addresses = [nextUrl.searchParams.get('callbackUrl'), cookies.get(callbackCookieName)?.value]
  if (addresses.some((address) => address && !address.startsWith(new URL(webEnv().NEXTAUTH_URL).origin))) return true
  return method === 'POST' && !headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')
}

export { answer as GET, answer as POST }
