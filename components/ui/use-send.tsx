'use client'

import { unstable_rethrow } from 'next/navigation'
import { type FormEvent, useActionState, useState, useTransition } from 'react'
import { tellAway } from '#components/ui/away'
import { inTime } from '#components/ui/in-time'
import type { FormState } from '#lib/form-state'

export type FormAction<Value> = (previous: FormState<Value>, form: FormData) => Promise<FormState<Value>>

/** The line is gone, or the page is older than what answers it. The same key goes again, so nothing happens twice. */
const noAnswer = (key: string, form: FormData) =>
  ({
    status: 'unknown',
    message: 'Samløp svarer ikke. Prøv igjen; det blir ikke gjort to ganger.',
    typed: Object.fromEntries([...form].filter((field): field is [string, string] => typeof field[1] === 'string')),
    key,
  }) as const

/** Sends a form by hand when there is JavaScript, so that a lost line is an answer too; without it the form goes by itself. */
export function useSend<Value>(action: FormAction<Value>, formKey: string, path?: string) {
  const [answered, plain] = useActionState<FormState<Value>, FormData>(
    action,
    { status: 'untouched', key: formKey },
    path,
  )
  const [answer, setAnswer] = useState<FormState<Value> | null>(null)
  const [pending, startTransition] = useTransition()
  const state = answer ?? answered

  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const submitter = (event.nativeEvent as SubmitEvent).submitter
    const form = new FormData(event.currentTarget, submitter)
    startTransition(async () => {
      const next = await inTime(action(state, form)).catch((error: unknown) => {
        unstable_rethrow(error)
        return noAnswer(state.key, form)
      })
      // What was typed stands as it is until the same person is back.
      if ('away' in next) return tellAway()
      startTransition(() => setAnswer(next))
    })
  }
  return { state, pending, send, plain }
}
