import { ClearanceFields } from '#components/triage/clearance-fields'
import { ActForm } from '#components/ui/act-form'
import { Fold } from '#components/ui/fold'
import { ExclamationmarkTriangleFillIcon } from '#components/ui/icons'
import type { ArrivalView, TriageView } from '#lib/arrivals/schema'
import { now } from '#lib/clock'
import { clearSafetyAction } from '#lib/triage/actions'
import { resultText } from '#lib/triage/text'

type Props = { arrival: ArrivalView; triage: TriageView; formKey: string }

/** The one red surface: treat first. It stands until somebody has said that the patient may be moved. */
export function SafetyBand({ arrival, triage, formKey }: Props) {
  const { ward, run, id } = arrival
  return (
    <section className="sl-safety" role="alert">
      <ExclamationmarkTriangleFillIcon className="i" aria-hidden />
      <div>
        <h2>{ward ? 'Behandle først – varsle VIP-avdelingen' : 'Behandle først'}</h2>
        <p>
          {resultText(triage)}. Kall lege nå.
          {ward && ` ${ward.name} ser det på tavlen sin.`}
          {run
            ? ' Klokken går, men pasienten kan ikke tas imot før behandlingen er avklart.'
            : ward && ' Fast-track åpner når behandlingen i mottak er avklart.'}
        </p>
      </div>
      <Fold summary="Behandling avklart">
        <ActForm action={clearSafetyAction} formKey={formKey} hidden={{ stay: id }} submit="Lagre avklaring">
          <ClearanceFields time={now()} />
        </ActForm>
      </Fold>
    </section>
  )
}
