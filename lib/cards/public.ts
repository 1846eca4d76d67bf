import 'server-only'
import { publishedCardKey } from '#lib/cards/key'
import { checkCard, endedCards } from '#lib/cards/queries'
import { fullBucket, takeTurn } from '#lib/cards/rules'
import { checkCardInput } from '#lib/cards/schema'
import { now } from '#lib/clock'
import { log } from '#lib/log'
import { isFromOurPage } from '#lib/origin'

const kept = { bucket: fullBucket(0) }
const say = (status: number, headers: Record<string, string> = {}) => new Response(null, { status, headers })

/** Answers unless it is nobody's turn, or the database does not; then the asker proves what can be proven alone. */
async function inTurn(work: () => Promise<object>): Promise<Response> {
  const bucket = takeTurn(kept.bucket, now().getTime())
  if (!bucket) return say(429, { 'Retry-After': '5' })
  kept.bucket = bucket
  try {
    return Response.json(await work())
  } catch (error) {
    log.failure(error)
    return say(503)
  }
}

/** Bytes; no card is longer. */
const most = 1_024

/** Whether a card counts, asked by a page of ours that anybody may open. Its text stands in the body alone. */
export async function answerCheck(request: Request): Promise<Response> {
  const { headers } = request
  if (!isFromOurPage(headers)) return say(403)
  if (!headers.get('content-type')?.startsWith('application/json')) return say(415)
  // Without a length it could be endless.
  if (!headers.has('content-length') || !(Number(headers.get('content-length')) <= most)) return say(413)
  const input = checkCardInput.safeParse(await request.json().catch(() => null))
  if (!input.success) return say(400)
  return inTurn(() => checkCard(input.data.card))
}

/** The keys that sign cards, by name; nothing secret. */
export const answerKeys = () => Response.json({ keys: [publishedCardKey()] })

/** Cards that were ended before their time, as half hashes, and when that was so. */
export const answerEnded = () => inTurn(async () => ({ at: now().toISOString(), ended: await endedCards() }))
