import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { checkedFile, type CheckedFile } from '#lib/agreements/schema'
import { fullBucket, takeTurn } from '#lib/cards/rules'
import { now } from '#lib/clock'
import { webEnv } from '#lib/env'
import { log } from '#lib/log'
import { isFromOurPage } from '#lib/origin'
import { keywordsOf, sealedByUs } from '#lib/pdf-seal'
import { fileOf, readForm } from '#lib/upload'

/** Bytes; no agreement of ours is near it. */
const most = 2 * 1024 * 1024
/** Milliseconds that the answer about a file may be shown. */
const lasts = 10 * 60_000

const kept = { bucket: fullBucket(0) }
type Found = { file: CheckedFile; hash: string }

/**
 * Takes a PDF from anybody, keeps nothing of it, and leads back to `/verify` with what it is: by a mark that only we can
 * make, so that nobody sends an address that says what is not so.
 */
export async function receivePdf(request: Request): Promise<Response> {
  if (!isFromOurPage(request.headers)) return new Response(null, { status: 403 })
  const bucket = takeTurn(kept.bucket, now().getTime())
  if (bucket) kept.bucket = bucket
  const { file, hash } = bucket ? await look(request) : { file: 'BUSY' as const, hash: '' }
  const address = new URLSearchParams({ ...(hash && { kode: hash }), fil: marked({ file, hash }, now().getTime()) })
  return new Response(null, { status: 303, headers: { Location: `/verify?${address}` } })
}

async function look(request: Request): Promise<Found> {
  const found = (file: CheckedFile, hash = '') => ({ file, hash })
  try {
    const form = await readForm(request, most)
    if (typeof form === 'string') return found(form === 'too_large' ? 'TOO_LARGE' : 'MISSING')
    const sent = await fileOf(form, 'pdf')
    if (!sent) return found('MISSING')
    if (sent.type !== 'application/pdf') return found('NOT_PDF')
    const pdf = Buffer.from(sent.bytes)
    if (!(await sealedByUs(pdf))) return found('NOT_OURS')
    const [hash] = /^sha256:([0-9a-f]{64})$/.exec(keywordsOf(pdf) ?? '')?.slice(1) ?? []
    return hash ? found('OURS', hash) : found('OTHER')
  } catch (error) {
    log.failure(error)
    return found('BUSY')
  }
}

const sealOf = (words: string) =>
  createHmac('sha256', webEnv().NEXTAUTH_SECRET).update(`verify ${words}`).digest('base64url')

const marked = ({ file, hash }: Found, time: number) => `${file}.${time}.${sealOf(`${file} ${hash} ${time}`)}`

/** What a mark of ours says of the file with that hash; null when it is not ours or is old. */
export function readMark(mark: unknown, hash: string): CheckedFile | null {
  const [word, time = '', seal = ''] = typeof mark === 'string' ? mark.split('.') : []
  const file = checkedFile.safeParse(word)
  const [given, expected] = [Buffer.from(seal), Buffer.from(sealOf(`${word} ${hash} ${time}`))]
  if (!file.success || given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return now().getTime() - Number(time) < lasts ? file.data : null
}
