'use client'

import { type ReactNode, useActionState } from 'react'
import { CardWarning } from '#components/patients/card-warning'
import { CheckResult } from '#components/patients/check-result'
import { FindForm } from '#components/patients/find-form'
import { useLookUp, useReadyField } from '#components/patients/use-look-up'
import { checkPatientAction } from '#lib/patients/actions'
import { answerAddress } from '#lib/patients/rules'

type Props = {
  formKey: string
  hospital: string
  /** The stay that the page is about, and what it shows until the look-up of somebody else takes the place. */
  stay?: string | undefined
  children?: ReactNode
}

/** One field, always ready; the answer stands below it on the same page. */
export function ReceptionDesk({ formKey, hospital, stay, children }: Props) {
  // Without JavaScript the form goes this way; with it, by hand.
  const [answered, action] = useActionState(checkPatientAction, { status: 'untouched', key: formKey }, answerAddress)
  const { state, pending, send, field, forget } = useLookUp(answered)
  useReadyField(field)
  const found = state.status === 'done' ? state.value : null
  const isSame = Boolean(found && 'here' in found && found.here && found.here.id === stay)

  return (
    <>
      <FindForm state={state} pending={pending} field={field} action={action} onSubmit={send} />
      {/* The one before must not be taken for the one who stands here now. */}
      <div className="sl-answer" data-pending={pending || undefined}>
        <p className="sl-answer__wait" aria-hidden={!pending}>
          Slår opp …
        </p>
        {found && isSame && 'card' in found && <CardWarning card={found.card} />}
        {found && !isSame && (
          <>
            <CheckResult key={found.lookUp} check={found} hospital={hospital} />
            {children && (
              <button type="button" className="ds-button" data-variant="tertiary" onClick={forget}>
                Tilbake til pasienten i mottak
              </button>
            )}
          </>
        )}
        {/* What somebody has half typed about the one before is there when they come back. */}
        <div hidden={Boolean(found && !isSame)} className="sl-answer__page">
          {children}
        </div>
      </div>
    </>
  )
}
