import { ActForm } from '#components/ui/act-form'
import { Fold } from '#components/ui/fold'
import { cancelArrivalAction } from '#lib/arrivals/actions'

/** The wrong patient: asks once, because what it closes cannot be opened again from here. */
export function CancelForm({ stay, formKey }: { stay: string; formKey: string }) {
  return (
    <div className="sl-aside">
      <Fold summary="Avlys ankomsten" variant="tertiary">
        <ActForm action={cancelArrivalAction} formKey={formKey} hidden={{ stay }} submit="Avlys" variant="secondary">
          <p className="small">
            Er dette feil pasient, eller har pasienten gått? Ankomsten avlyses, fast-track stoppes, og journalen lukkes
            for mottaket. Loggkontrolløren får vite at journalen har vært åpnet.
          </p>
        </ActForm>
      </Fold>
    </div>
  )
}
