import { ActForm } from '#components/ui/act-form'
import { AreaField, CheckField, RadioField } from '#components/ui/fields'
import { openEmergencyAction } from '#lib/emergency-access/actions'
import { emergencyReasons, shortestReason } from '#lib/emergency-access/schema'
import { emergencyReasonText } from '#lib/emergency-access/text'

type Props = { patient: string; formKey: string }

/** The same for every id, whoever it is and whether it is anybody: nothing is told before it is opened with a reason. */
export function OpenEmergencyForm({ patient, formKey }: Props) {
  return (
    <div className="sl-page sl-narrow">
      <div className="sl-title">
        <div>
          <h1>Nødtilgang</h1>
          <p>Du har ikke tilgang til denne pasienten gjennom arbeidet ditt.</p>
        </div>
      </div>
      <section className="sl-panel" aria-labelledby="det-skjer">
        <h2 id="det-skjer">Dette skjer når du åpner</h2>
        <ul className="sl-bullets">
          <li>Oversikt og opphold åpnes for deg, for denne ene pasienten, i 4 timer.</li>
          <li>Pasienten ser at du har åpnet, når, og hvilken grunn du valgte.</li>
          <li>Loggkontrolløren vurderer hver åpning og leser det du skriver.</li>
          <li>Det pasienten har sperret, er fortsatt sperret.</li>
        </ul>
      </section>
      <section className="sl-panel" aria-label="Åpne nødtilgang">
        <ActForm action={openEmergencyAction} formKey={formKey} hidden={{ patient }} submit="Åpne nødtilgang">
          <RadioField
            name="reason"
            label="Hvorfor trenger du nødtilgang?"
            options={emergencyReasons.map((value) => ({ value, text: emergencyReasonText[value] }))}
          />
          <AreaField name="text" label="Hva har skjedd?" hint={`Skriv minst ${shortestReason} tegn.`} />
          <CheckField name="confirmed" label="Jeg trenger opplysningene nå for å hjelpe pasienten" />
        </ActForm>
      </section>
    </div>
  )
}
