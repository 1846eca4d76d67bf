import { ActForm } from '#components/ui/act-form'
import { TextField } from '#components/ui/fields'
import { findForEmergencyAction } from '#lib/emergency-access/actions'

/** To the page of one patient, by the whole number only; it is posted and stands in no address. */
export function FindForEmergency({ formKey }: { formKey: string }) {
  return (
    <div className="sl-page sl-narrow">
      <div className="sl-title">
        <div>
          <h1>Nødtilgang</h1>
          <p>For en pasient du må hjelpe nå, og som du ikke har tilgang til gjennom arbeidet ditt.</p>
        </div>
      </div>
      <section className="sl-panel" aria-label="Finn pasienten">
        <ActForm action={findForEmergencyAction} formKey={formKey} submit="Gå videre">
          <TextField name="query" label="Fødselsnummer" hint="11 sifre" inputMode="numeric" />
        </ActForm>
      </section>
      <p className="small muted">Ingenting vises før du har skrevet hvorfor. Søket lagres i innsynsloggen.</p>
    </div>
  )
}
