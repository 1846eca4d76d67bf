import { ActForm } from '#components/ui/act-form'
import { AreaField, RadioField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import { PadlockLockedIcon } from '#components/ui/icons'
import { openBlockAction } from '#lib/emergency-access/actions'
import { blockReasons, type EmergencyFacts, shortestReason } from '#lib/emergency-access/schema'
import { blockReasonText } from '#lib/emergency-access/text'

type Props = { patient: string; blocked: EmergencyFacts['blocked']; mayOpen: boolean; formKey: string }

/** A block holds against break-glass; a physician may open it in a step of its own, with a reason of its own. */
export function BlockedPart({ patient, blocked, mayOpen, formKey }: Props) {
  if (!blocked) return null
  return (
    <section className="sl-panel stack" aria-labelledby="sperret">
      <header>
        <h2 id="sperret">
          <PadlockLockedIcon className="i" aria-hidden />{' '}
          {blocked === 'BLOCK' ? 'Opplysningene er sperret av pasienten' : 'VIP-status er sperret av pasienten'}
        </h2>
      </header>
      {mayOpen ? (
        <>
          <p>
            Du kan åpne det sperrede hvis tungtveiende grunner taler for det. Pasienten og loggkontrolløren ser det.
          </p>
          <Fold summary="Åpne det pasienten har sperret">
            <ActForm action={openBlockAction} formKey={formKey} hidden={{ patient }} submit="Åpne det sperrede">
              <RadioField
                name="reason"
                label="Hvorfor må sperren åpnes?"
                options={blockReasons.map((value) => ({ value, text: blockReasonText[value] }))}
              />
              <AreaField name="text" label="Begrunnelse" hint={`Skriv minst ${shortestReason} tegn.`} />
            </ActForm>
          </Fold>
        </>
      ) : (
        <p>
          Nødtilgang åpner ikke det pasienten har sperret. Spør pasienten. Går ikke det, og det står om liv eller helse,
          kan fastlegen eller samhandlingslegen åpne det i et eget steg.
        </p>
      )}
    </section>
  )
}
