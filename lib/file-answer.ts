import 'server-only'
import type { z } from 'zod'
import { log } from '#lib/log'
import { isSessionEnded, SessionEnded } from '#lib/request'
import type { Result } from '#lib/result'
import type { Session } from '#lib/session'
import { currentSession, keepAlive } from '#lib/signed-in'

type Shown = { bytes: Uint8Array; type: string; name: string }

/** A file for whoever may see what it is made of; what is not there and what is not for the reader look the same. */
export async function answerFile<Schema extends z.ZodType, Value>(
  schema: Schema,
  params: unknown,
  read: (session: Session, input: z.output<Schema>) => Promise<Result<Value, string>>,
  make: (value: Value) => Promise<Shown>,
): Promise<Response> {
  const session = await currentSession()
  const input = schema.safeParse(params)
  if (!session || !input.success) return new Response(null, { status: 404 })
  keepAlive(session)
  try {
    const found = await read(session, input.data)
    if (!found.ok) return new Response(null, { status: 404 })
    const { bytes, type, name } = await make(found.value)
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': type,
        // Shown in a window of its own it could run what somebody put into it.
        'Content-Disposition': `attachment; filename="${name}"`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      },
    })
  } catch (error) {
    if (error instanceof SessionEnded || isSessionEnded(error)) return new Response(null, { status: 404 })
    return new Response(log.failure(error), { status: 503 })
  }
}
