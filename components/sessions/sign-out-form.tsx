'use client'

import { useActionState } from 'react'
import { signOutAction } from '#lib/sessions/actions'

export function SignOutForm({ formKey }: { formKey: string }) {
  const [state, signOut, pending] = useActionState(signOutAction, { status: 'untouched', key: formKey })
  return (
    <form action={signOut}>
      <input type="hidden" name="formKey" value={state.key} />
      <button type="submit" className="ds-button" data-variant="secondary" data-fullwidth aria-busy={pending}>
        Logg ut
      </button>
      {'message' in state && <p role="alert">{state.message}</p>}
    </form>
  )
}
