import 'server-only'
import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import { log } from '#lib/log'
import { isFromOurPage } from '#lib/origin'
import { isSessionEnded, SessionEnded } from '#lib/request'
import { checkFormKey, type Session } from '#lib/session'
import { currentSession, keepAlive } from '#lib/signed-in'
import { formText } from '#lib/text'

/** What the fields of a form may have besides the file, in bytes. */
const fieldsAtMost = 16 * 1024
/** What is read and thrown away so that a browser hears the answer; more than that is cut off. */
const heardOut = 8

/** The whole form, `too_large`, or `unreadable`. No more than `most` bytes are ever held. */
export async function readForm(request: Request, most: number): Promise<FormData | 'too_large' | 'unreadable'> {
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of (request.body ?? []) as AsyncIterable<Uint8Array>) {
      size += part.length
      if (size <= most + fieldsAtMost) parts.push(part)
      else if (size > most * heardOut) break
      else parts.length = 0
    }
    if (size > most + fieldsAtMost) return 'too_large'
    const type = request.headers.get('content-type') ?? ''
    return await new Response(Buffer.concat(parts), { headers: { 'Content-Type': type } }).formData()
  } catch {
    return 'unreadable'
  }
}

export type SentFile = { name: string; size: number; type: string | null; hash: string; bytes: Uint8Array<ArrayBuffer> }

/** The file of a form with what it is by its content (a MIME type, null when nobody knows); null without one. */
export async function fileOf(form: FormData, name: string): Promise<SentFile | null> {
  const file = form.get(name)
  if (!(file instanceof File) || file.size === 0) return null
  const bytes = new Uint8Array(await file.arrayBuffer())
  const found = await fileTypeFromBuffer(bytes)
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { name: file.name, size: file.size, type: found?.mime ?? null, hash, bytes }
}

/** What was written in a form besides its files and its key. */
const writtenIn = (form: FormData) =>
  Object.fromEntries([...form].filter(([name, value]) => typeof value === 'string' && name !== 'formKey'))

export type Sent = { session: Session; key: string; fields: unknown; form: FormData }

/**
 * Takes a form with a file as any browser sends it, and leads back to a page that says what came of it. It is guarded as
 * `formAction` is: by where it comes from, whose session it is, and the key of the form.
 * @param back the address of the page for a code: `too_large`, `unreadable`, `other_session`, or what `run` answers
 */
export async function answerUpload(
  request: Request,
  most: number,
  back: (code: string) => string,
  run: (sent: Sent) => Promise<string>,
): Promise<Response> {
  const lead = (address: string) => new Response(null, { status: 303, headers: { Location: address } })
  if (!isFromOurPage(request.headers)) return new Response(formText.foreign, { status: 403 })
  const session = await currentSession()
  if (!session) return lead('/?feil=utlogget')
  const form = await readForm(request, most)
  if (typeof form === 'string') return lead(back(form))
  const key = checkFormKey(session, form.get('formKey'))
  if (!key) return lead(back('other_session'))
  keepAlive(session)
  try {
    return lead(back(await run({ session, key, fields: writtenIn(form), form })))
  } catch (error) {
    if (error instanceof SessionEnded || isSessionEnded(error)) return lead('/?feil=utlogget')
    return new Response(formText.unknown(log.failure(error)), { status: 503 })
  }
}
