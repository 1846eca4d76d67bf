'use client'

import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { FormContext } from '#components/ui/form-context'
import { type FormAction, useSend } from '#components/ui/use-send'

type Props<Value> = {
  action: FormAction<Value>
  formKey: string
  /** What the form says without anybody writing it. */
  hidden?: Record<string, string>
  submit: ReactNode
  label?: string
  variant?: 'primary' | 'secondary' | 'tertiary'
  children?: ReactNode
}

/** One act: its fields, one button, what went wrong beside it. When it is done what it was folded into closes. */
export function ActForm<Value>({
  action,
  formKey,
  hidden = {},
  submit,
  label,
  variant = 'primary',
  children,
}: Props<Value>) {
  const { state, pending, send, plain } = useSend(action, formKey)
  const { sent, begin } = useBegun(hidden, state.key + state.status)
  const form = useRef<HTMLFormElement>(null)
  // Many forms of a page begin with the same key, and each is sent in its own name.
  const name = useId().replaceAll(/\W/g, '_')
  const key = `${state.key.split('.').slice(0, 2).join('.')}.${name}`
  const fields = state.status === 'invalid' ? state.fields : {}
  const typed = 'typed' in state ? state.typed : {}

  useEffect(() => {
    if (state.status === 'invalid') form.current?.querySelector<HTMLElement>('[data-invalid]')?.focus()
    if (state.status === 'done') close(form.current?.closest('details'))
  }, [state])

  // A fault of something that has no field of its own is said here.
  const stray = Object.keys(hidden).flatMap((field) => fields[field] ?? [])
  const message = 'message' in state ? state.message : stray[0]
  return (
    <form ref={form} className="sl-act" action={plain} onSubmit={send} onInput={begin}>
      <input type="hidden" name="formKey" value={key} />
      {Object.entries(sent).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormContext value={{ fields, typed }}>
        {/* Made anew with each answer, so that what was typed is there again. */}
        <div key={'typed' in state ? state.key + state.status : ''} className="sl-act__fields">
          {children}
        </div>
      </FormContext>
      <div role="alert">
        {message && !pending && (
          <p className="ds-validation-message" data-color="danger">
            {message}
          </p>
        )}
      </div>
      <button
        type="submit"
        className="ds-button"
        data-variant={variant}
        data-fullwidth
        aria-busy={pending}
        aria-label={label}
      >
        {submit}
      </button>
    </form>
  )
}

function close(fold: HTMLDetailsElement | null | undefined) {
  if (!fold) return
  fold.open = false
  fold.querySelector('summary')?.focus()
}

/** What somebody began to write is sent with what stood there then, however the page has moved on meanwhile. */
function useBegun(hidden: Record<string, string>, answered: string) {
  const [begun, setBegun] = useState<{ hidden: Record<string, string>; answered: string } | null>(null)
  const isOurs = begun?.answered === answered
  return { sent: isOurs ? begun.hidden : hidden, begin: () => isOurs || setBegun({ hidden, answered }) }
}
