import type { Instrumentation } from 'next'

/** Once, before the first request. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { start } = await import('#lib/start')
  await start()
}

/** What failed while a page or a route was answered; the page shows the same reference. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { log } = await import('#lib/log')
  const digest = (error as { digest?: unknown }).digest
  const known = typeof digest === 'string' && /^\w{1,40}$/.test(digest)
  log.failure(error, { ...(known && { reference: digest }), route: context.routePath, method: request.method })
}
