'use client'

import { useActionState } from 'react'
import { PersonCircleIcon } from '#components/ui/icons'
import { changeUserAction } from '#lib/sessions/actions'

/** One press: this session ends, and the next person is asked to sign in. */
export function ChangeUserForm({ formKey }: { formKey: string }) {
  const [state, change, pending] = useActionState(changeUserAction, { status: 'untouched', key: formKey })
  return (
    <form action={change} className="sl-change">
      <input type="hidden" name="formKey" value={state.key} />
      <button type="submit" className="ds-button" data-variant="tertiary" aria-busy={pending}>
        <PersonCircleIcon className="i" aria-hidden />
        <span>Bytt bruker</span>
      </button>
      {'message' in state && <p role="alert">{state.message}</p>}
    </form>
  )
}
