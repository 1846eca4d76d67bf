import { ActForm } from '#components/ui/act-form'
import { Fold } from '#components/ui/fold'
import { TextField } from '#components/ui/fields'
import { showMoment, writeMoment } from '#lib/dates'
import type { ArrivalView } from '#lib/arrivals/schema'
import { correctArrivalAction } from '#lib/stay-corrections/actions'
import { cancelArrivalAction, leaveReceptionAction } from '#lib/arrivals/actions'

/** The patient has left, or it was the wrong one: asks once, because what it closes cannot be opened again from here. */
export function EndForms({ arrival, formKey }: { arrival: ArrivalView; formKey: string }) {
  const stay = arrival.id
  return (
    <div className="sl-aside">
      <TimeForm arrival={arrival} formKey={formKey} />
      <Fold summary="Har forlatt mottak" variant="tertiary" group="avslutt">
        <ActForm
          action={leaveReceptionAction}
          formKey={formKey}
          hidden={{ stay }}
          submit="Avslutt i mottak"
          variant="secondary"
        >
          <p className="small">
            Har pasienten gått hjem, eller kommet til avdeling på annen måte? Pasienten tas av tavlen, fast-track
            stoppes, og journalen lukkes for mottaket.
          </p>
        </ActForm>
      </Fold>
      <Fold summary="Avlys ankomsten" variant="tertiary" group="avslutt">
        <ActForm action={cancelArrivalAction} formKey={formKey} hidden={{ stay }} submit="Avlys" variant="secondary">
          <p className="small">
            Er dette feil pasient? Ankomsten avlyses, fast-track stoppes, og journalen lukkes for mottaket.
            Loggkontrolløren får vite at journalen har vært åpnet.
          </p>
        </ActForm>
      </Fold>
    </div>
  )
}

function TimeForm({ arrival: { id, arrival, arrivedAt }, formKey }: { arrival: ArrivalView; formKey: string }) {
  if (!arrival) return null
  return (
    <Fold summary="Rett ankomsttiden" variant="tertiary" group="avslutt">
      <ActForm
        action={correctArrivalAction}
        formKey={formKey}
        hidden={{ stay: id, seen: String(arrival.seen), event: arrival.event }}
        submit="Rett tiden"
        variant="secondary"
      >
        <TextField
          name="at"
          label="Riktig ankomsttid"
          value={writeMoment(arrivedAt)}
          hint="For eksempel 22.11.2026 14.05"
        />
        {arrival.corrected && (
          <p className="small num">
            Rettet av {arrival.corrected.by} {showMoment(arrival.corrected.at)}. Før sto det{' '}
            {showMoment(arrival.corrected.before)}.
          </p>
        )}
        <p className="small">Klokken for fast-track regnes fra den nye tiden. Det som sto, blir stående i oppholdet.</p>
      </ActForm>
    </Fold>
  )
}
