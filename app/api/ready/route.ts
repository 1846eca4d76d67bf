import { missingParts } from '#lib/health'

/** Whether this process can do its work now: 200, or 503 with the parts that are missing. */
export async function GET() {
  const missing = await missingParts()
  if (missing.length === 0) return Response.json({ status: 'ready' })
  return Response.json({ status: 'not_ready', missing }, { status: 503, headers: { 'Retry-After': '2' } })
}
