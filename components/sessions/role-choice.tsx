'use client'

import { useActionState } from 'react'
import { ChevronRightIcon, HospitalIcon } from '#components/ui/icons'
import { chooseMembershipAction } from '#lib/sessions/actions'
import { chooseText } from '#lib/sessions/text'

type Props = { id: string; formKey: string; name: string; hint: string }

/** One of the memberships; pressing it goes on as that one. */
export function RoleChoice({ id, formKey, name, hint }: Props) {
  const [state, choose, pending] = useActionState(chooseMembershipAction, { status: 'untouched', key: formKey })
  const problem = state.status === 'invalid' ? chooseText.misread : 'message' in state ? state.message : null
  return (
    <form action={choose}>
      <input type="hidden" name="formKey" value={state.key} />
      <input type="hidden" name="id" value={id} />
      <button type="submit" className="sl-doorway" aria-busy={pending}>
        <span>
          <HospitalIcon className="i" aria-hidden />
        </span>
        <span>
          <b>{name}</b>
          <small>{hint}</small>
        </span>
        <ChevronRightIcon className="i" aria-hidden />
      </button>
      {problem && (
        <p className="ds-validation-message" data-color="danger" role="alert">
          {problem}
        </p>
      )}
    </form>
  )
}
