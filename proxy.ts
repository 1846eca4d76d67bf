import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { outagePage } from '#lib/outage-page'

const development = process.env.NODE_ENV === 'development'

/** More than any form of ours can hold. */
const most = 256 * 1024

const kept = globalThis as { samlopOutage?: () => Promise<string | null> }

/** Whether a browser waits for a whole page, and nothing of ours in it could tell what went wrong. */
const wantsPage = ({ headers, nextUrl }: NextRequest) =>
  headers.get('accept')?.includes('text/html') &&
  !headers.has('rsc') &&
  !headers.has('next-action') &&
  !nextUrl.pathname.startsWith('/api/')

/** A way in that measures what it takes by itself. */
const takesFiles = ({ nextUrl }: NextRequest) => nextUrl.pathname === '/api/agreements/check'

/** Gives each answer its content policy with a nonce. Who may see what is never decided here. */
export async function proxy(request: NextRequest) {
  if (Number(request.headers.get('content-length')) > most && !takesFiles(request))
    return new NextResponse('Dette er for mye tekst.', { status: 413 })
  const nonce = randomBytes(16).toString('base64')
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    // The tools of development write styles of their own.
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

  const outage = wantsPage(request) ? await kept.samlopOutage?.() : null
  if (outage)
    return new NextResponse(outagePage(nonce, outage, request.method === 'POST'), {
      status: 503,
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': policy,
        'Cache-Control': 'private, no-store',
        'Retry-After': '5',
      },
    })

  // Next reads the nonce from the request's policy, so whatever the sender put there is overwritten.
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  headers.delete('x-nonce')
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  // A stream of small messages must not wait to be compressed.
  const streams = request.nextUrl.pathname === '/api/events'
  response.headers.set('Cache-Control', streams ? 'private, no-store, no-transform' : 'private, no-store')
  return response
}

/**
 * Only what a browser shows needs a nonce. What is called from a page that is open gets its headers in `next.config.ts`:
 * passing here costs such a call more than its own work.
 */
export const config = {
  matcher: [
    {
      source: '/((?!_next/static/|api/boards/|api/patients/).*)',
      missing: [{ type: 'header', key: 'next-action' }],
    },
    // What may be too much is measured above.
    {
      source: '/:path*',
      has: [
        { type: 'header', key: 'next-action' },
        { type: 'header', key: 'content-length', value: '\\d{6,}' },
      ],
    },
  ],
}
