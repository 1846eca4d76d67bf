import 'server-only'
import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { redirect, unstable_rethrow } from 'next/navigation'
import { z } from 'zod'
import type { FormState } from '#lib/form-state'
import { log } from '#lib/log'
import { isFromOurPage } from '#lib/origin'
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
type Options<Value> = {
  /** What comes after it is done; the page is refreshed unless said otherwise. */
  then?: (value: Value) => Promise<void> | void
  /** Which field a refusal is about, so that its words stand beside it. */
  fields?: { readonly [refusal: string]: string | undefined }
  /** Refusals after which the page is to show what stands now, beside what was typed. */
  fresh?: readonly string[]
  /** What to say when it failed and nobody knows how far it came. */
  unknown?: (reference: string) => string
}

/**
 * Turns a command or a look-up into what a `<form>` needs: checks where it comes from and whose it is, parses the fields,
 * runs, and answers in words with a fresh key. Nothing but `formAction` may be exported from a `'use server'` file.
 */
export function formAction<Schema extends z.ZodType, Value, Refusal extends string>(
  schema: Schema,
  run: Run<z.output<Schema>, Value, Refusal>,
  texts: Record<Refusal, string>,
  { then = refresh, fields = {}, fresh = [], unknown = formText.unknown }: Options<Value> = {},
) {
  return async (_previous: FormState<Value>, form: FormData): Promise<FormState<Value>> => {
    // Anybody can send anything here, whatever the types say.
    const { formKey: sentKey = '', ...typed } = form instanceof FormData ? textsOf(form) : {}
    const refused = (message: string, key: string) => ({ status: 'refused', message, typed, key }) as const
    if (!isFromOurPage(await headers())) return refused(formText.foreign, sentKey)
    const away = (message: string) => ({ ...refused(message, sentKey), away: true }) as const
    const session = await currentSession()
    if (!session) return away(await signedOut())
    const id = checkFormKey(session, sentKey)
    // The key is not exchanged for a good one: only a page that shows who is signed in now may send.
    if (!id) return away(formText.other_session)

    const key = formKey(session)
    const input = schema.safeParse(typed)
    if (!input.success) return { status: 'invalid', fields: problemsOf(input.error), typed, key }

    keepAlive(session)
    try {
      const result = await run(session, input.data, id)
      if (!result.ok) {
        if (fresh.includes(result.refusal)) refresh()
        const [message, field] = [texts[result.refusal], fields[result.refusal]]
        return field ? { status: 'invalid', fields: { [field]: [message] }, typed, key } : refused(message, key)
      }
      await then(result.value)
      return { status: 'done', value: result.value, key }
    } catch (error) {
      unstable_rethrow(error)
      if (error instanceof SessionEnded || isSessionEnded(error)) return away(await signedOut())
      // The connection may have died at COMMIT: whether it happened is not known, and the same key may be sent again.
      return { status: 'unknown', message: unknown(log.failure(error)), typed, key: sentKey }
    }
  }
}

/** Where to go when something is done; the address holds ids of our own and nothing about a person. */
export const leadTo = (path: string): void => redirect(path as never)

const problemsOf = (error: z.ZodError): Record<string, string[] | undefined> => z.flattenError(error).fieldErrors

/** Without JavaScript the whole page is answered, and nobody is there to show it to: the front page says why. */
async function signedOut() {
  if (!(await headers()).has('next-action')) redirect('/?feil=utlogget')
  return formText.signed_out
}

/** What the person typed, without what React adds. Files have no place in these forms and are left out. */
const textsOf = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].filter(
      (field): field is [string, string] => typeof field[1] === 'string' && !field[0].startsWith('$ACTION'),
    ),
  )
