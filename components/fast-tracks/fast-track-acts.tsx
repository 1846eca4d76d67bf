import { AnswerChip } from '#components/fast-tracks/answer-chip'
import { RedirectForm } from '#components/fast-tracks/redirect-form'
import { ActForm } from '#components/ui/act-form'
import { Fold } from '#components/ui/fold'
import { TimerStartIcon } from '#components/ui/icons'
import { PhoneLink } from '#components/ui/phone-link'
import type { ArrivalView } from '#lib/arrivals/schema'
import { showDay } from '#lib/dates'
import { startFastTrackAction, withdrawAction } from '#lib/fast-tracks/actions'
import { deviationText } from '#lib/fast-tracks/text'

type Props = { arrival: ArrivalView; standing: boolean; formKey: string }

/** Starts the run, or shows where it is and lets another ward be asked. */
export function FastTrackActs({ arrival, standing, formKey }: Props) {
  const { run, id, wards, ward } = arrival
  if (!run) return <StartForm stay={id} standing={standing} formKey={formKey} />
  if (run.status === 'CANCELLED') return <p>Fast-track er stoppet. Må avdelingen likevel ta imot nå, ring den.</p>
  return (
    <div className="sl-acts">
      <p>
        Fast-track til <b>{run.ward.name}</b>
      </p>
      <AnswerChip run={run} />
      {run.deviation && (
        <p className="small">
          {deviationText[run.deviation]}. Flyttes til VIP-avdelingen {run.moveOn && showDay(run.moveOn)}
        </p>
      )}
      {run.ward.phone && run.ward.id !== ward?.id && <PhoneLink name={run.ward.name} phone={run.ward.phone} />}
      <Fold summary="Velg annen avdeling" variant={run.status === 'REFUSED' ? 'primary' : 'secondary'}>
        <RedirectForm run={run} vipWard={ward?.id ?? null} wards={wards} formKey={formKey} />
      </Fold>
      <Fold summary="Stopp fast-track" variant="tertiary">
        <ActForm
          action={withdrawAction}
          formKey={formKey}
          hidden={{ run: run.id, version: String(run.version) }}
          submit="Stopp"
          variant="secondary"
        >
          <p className="small">
            Ble fast-track startet ved en feil? Avdelingen ser det med en gang. Ankomsten blir stående. Det kan ikke
            startes på nytt for denne ankomsten.
          </p>
        </ActForm>
      </Fold>
    </div>
  )
}

function StartForm({ stay, standing, formKey }: { stay: string; standing: boolean; formKey: string }) {
  const start = (
    <>
      <TimerStartIcon className="i" aria-hidden />
      Start fast-track
    </>
  )
  if (standing)
    return (
      <div className="sl-acts">
        <button
          type="button"
          className="ds-button"
          data-variant="secondary"
          data-fullwidth
          aria-disabled="true"
          aria-describedby="hvorfor"
        >
          {start}
        </button>
        <p className="small" id="hvorfor">
          Fast-track er stengt fordi pasienten skal behandles først. Registrer nye verdier, eller trykk «Behandling
          avklart» når legen har sagt fra.
        </p>
      </div>
    )
  return (
    <div className="sl-acts">
      <ActForm action={startFastTrackAction} formKey={formKey} hidden={{ stay }} submit={start} />
      <p className="small muted">
        Avdelingen ser det på tavlen sin. Klokken har gått siden ankomst. Triage gjøres alltid først.
      </p>
    </div>
  )
}
