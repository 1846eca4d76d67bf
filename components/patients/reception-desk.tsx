'use client'

import { useActionState } from 'react'
import { CheckResult } from '#components/patients/check-result'
import { FindForm } from '#components/patients/find-form'
import { useLookUp, useReadyField } from '#components/patients/use-look-up'
import { checkPatientAction } from '#lib/patients/actions'

/** One field, always ready; the answer stands below it on the same page. */
export function ReceptionDesk({ formKey, hospital }: { formKey: string; hospital: string }) {
  // Without JavaScript the form goes this way; with it, by hand.
  const [answered, action] = useActionState(checkPatientAction, { status: 'untouched', key: formKey }, '/reception')
  const { state, pending, send, field } = useLookUp(answered)
  useReadyField(field)
  const found = state.status === 'done' ? state.value : null

  return (
    <>
      <FindForm state={state} pending={pending} field={field} action={action} onSubmit={send} />
      {/* The one before must not be taken for the one who stands here now. */}
      <div className="sl-answer" data-pending={pending || undefined}>
        <p className="sl-answer__wait" aria-hidden={!pending}>
          Slår opp …
        </p>
        {found && <CheckResult check={found} hospital={hospital} />}
      </div>
    </>
  )
}
