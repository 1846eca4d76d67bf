import { ActForm } from '#components/ui/act-form'
import { Fold } from '#components/ui/fold'
import { cancelArrivalAction, leaveReceptionAction } from '#lib/arrivals/actions'

/** The patient has left, or it was the wrong one: asks once, because what it closes cannot be opened again from here. */
export function EndForms({ stay, formKey }: { stay: string; formKey: string }) {
  return (
    <div className="sl-aside">
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
