import 'server-only'
import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import { z } from 'zod'
import type { FormState } from '#lib/form-state'
import { webEnv } from '#lib/env'
import { log } from '#lib/log'
import { isSessionEnded, SessionEnded } from '#lib/request'
import type { Result } from '#lib/result'
import { checkFormKey, formKey, type Session } from '#lib/session'
import { currentSession, keepAlive } from '#lib/signed-in'
import { formText } from '#lib/text'

type Run<Input, Value, Refusal extends string> = (
  session: Session,
  input: Input,
  key: string,
) => Promise<Result<Value, Refusal>>

/**
 * Turns a command or a look-up into what a `<form>` needs: checks where it comes from and whose it is, parses the fields,
 * runs, and answers in words with a fresh key. Nothing but `formAction` may be exported from a `'use server'` file.
 */
export function formAction<Schema extends z.ZodObject, Value, Refusal extends string>(
  schema: Schema,
  run: Run<z.output<Schema>, Value, Refusal>,
  texts: Record<Refusal, string>,
  then: () => Promise<void> | void = refresh,
) {
  return async (_previous: FormState<Value>, form: FormData): Promise<FormState<Value>> => {
    const { formKey: sentKey, ...typed } = textsOf(form)
    const session = await currentSession()
    if (!(await isFromOurPage())) return { status: 'refused', message: formText.foreign, typed, key: '' }
    if (!session) return { status: 'refused', message: formText.signed_out, typed, key: '' }
    const key = formKey(session)
    const id = checkFormKey(session, sentKey)
    if (!id) return { status: 'refused', message: formText.other_session, typed, key }

    const input = schema.safeParse(typed)
    if (!input.success) return { status: 'invalid', fields: z.flattenError(input.error).fieldErrors, typed, key }

    keepAlive(session)
    try {
      const result = await run(session, input.data, id)
      if (!result.ok) return { status: 'refused', message: texts[result.refusal], typed, key }
      await then()
      return { status: 'done', value: result.value, key }
    } catch (error) {
      unstable_rethrow(error)
      if (error instanceof SessionEnded || isSessionEnded(error))
        return { status: 'refused', message: formText.signed_out, typed, key }
      // The connection may have died at COMMIT: whether it happened is not known, and the same key may be sent again.
      const reference = log.failure(error)
      return { status: 'unknown', message: formText.unknown(reference), typed, key: sentKey ?? key }
    }
  }
}

/** What the person typed, without what React adds. Files have no place in these forms and are left out. */
const textsOf = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].filter(
      (field): field is [string, string] => typeof field[1] === 'string' && !field[0].startsWith('$ACTION'),
    ),
  )

/** Browsers say where a form comes from. No word of it, or another word, is a refusal; forwarded hosts are not believed. */
async function isFromOurPage() {
  const sent = await headers()
  const site = sent.get('sec-fetch-site')
  return sent.get('origin') === new URL(webEnv().NEXTAUTH_URL).origin && (site === null || site === 'same-origin')
}
