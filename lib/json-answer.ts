import 'server-only'
import { z } from 'zod'
import { log } from '#lib/log'
import { isFromOurPage } from '#lib/origin'
import { isSessionEnded, SessionEnded } from '#lib/request'
import type { Result } from '#lib/result'
import type { Session } from '#lib/session'
import { currentSession, keepAlive } from '#lib/signed-in'
import { formText } from '#lib/text'

type Run<Input, Value, Refusal extends string> = (session: Session, input: Input) => Promise<Result<Value, Refusal>>

/** Bytes; no question that is asked this way is longer. */
const most = 4_096

const say = (status: number, body: object) => Response.json(body, { status })

/**
 * A look-up for a program that holds a session: JSON in the body in, JSON out. It is guarded as a form is, by where it comes
 * from and whose session it is; refusals are `{message}`, faults in what was sent `{fields}`.
 * @param unknown the words when it failed, with the reference
 */
export async function answerJson<Schema extends z.ZodType, Value, Refusal extends string>(
  request: Request,
  schema: Schema,
  run: Run<z.output<Schema>, Value, Refusal>,
  texts: Record<Refusal, string>,
  unknown: (reference: string) => string,
): Promise<Response> {
  const { headers } = request
  if (!isFromOurPage(headers)) return say(403, { message: formText.foreign })
  const session = await currentSession()
  if (!session) return say(401, { message: formText.signed_out })
  if (!headers.get('content-type')?.startsWith('application/json')) return say(415, { message: jsonText.type })
  // Without a length it could be endless.
  if (!(Number(headers.get('content-length')) <= most) || !headers.has('content-length'))
    return say(413, { message: jsonText.length })
  const input = schema.safeParse(await request.json().catch(() => null))
  if (!input.success) return say(400, { fields: z.flattenError(input.error).fieldErrors })

  keepAlive(session)
  try {
    const result = await run(session, input.data)
    if (result.ok) return Response.json(result.value)
    return say(result.refusal === 'forbidden' ? 403 : 400, { message: texts[result.refusal] })
  } catch (error) {
    if (error instanceof SessionEnded || isSessionEnded(error)) return say(401, { message: formText.signed_out })
    return say(503, { message: unknown(log.failure(error)) })
  }
}

const jsonText = {
  type: 'Send dette som JSON (Content-Type: application/json).',
  length: 'Meldingen er for lang, eller sier ikke hvor lang den er.',
}
