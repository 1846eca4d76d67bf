import { ActForm } from '#components/ui/act-form'
import { AreaField, RadioField, SelectField, TextField } from '#components/ui/fields'
import { More } from '#components/ui/more'
import { now } from '#lib/clock'
import { writeMoment } from '#lib/dates'
import { type Caller, initiatorsFor } from '#lib/meeting-proposals/rules'
import type { Proposal } from '#lib/meeting-proposals/schema'
import { roleText } from '#lib/meeting-proposals/text'
import { recommendAction } from '#lib/recommendations/actions'
import { agreementMethods } from '#lib/recommendations/schema'
import { agreementText } from '#lib/recommendations/text'

type Props = { patient: string; proposal: Proposal; caller: Caller; formKey: string }

/** One line of why, to one person who may call a meeting and who answers. */
export function RecommendForm({ patient, proposal, caller, formKey }: Props) {
  const open = proposal.recommendations.find(({ fromMe }) => fromMe)
  if (open)
    return (
      <section className="sl-panel">
        <p>
          <b>Du har anbefalt et møte til {open.to}.</b>
        </p>
        <p className="muted">Svaret kommer tilbake til deg i Samløp.</p>
      </section>
    )
  const initiators = initiatorsFor(caller, proposal)
  const own = (organisationId: string) => organisationId === caller.organisation?.id
  return (
    <section className="sl-panel" aria-label="Anbefaling">
      <ActForm action={recommendAction} formKey={formKey} hidden={{ patient }} submit="Send anbefaling">
        <AreaField name="reason" label="Hvorfor kan et møte hjelpe?" rows={3} focus />
        <SelectField
          name="to"
          label="Hvem skal vurdere det?"
          options={initiators.map(({ id, name, role, unit, organisation, organisationId }) => ({
            value: id,
            text: `${name}, ${roleText[role] ?? ''}, ${unit ?? organisation}${own(organisationId) ? '' : ' (krever pasientens ja)'}`,
          }))}
        />
        <More summary="Pasientens ja, når du spør en som arbeider et annet sted" holds={['agreement', 'askedAt']}>
          <RadioField
            name="agreement"
            label="Har pasienten sagt ja til at du spør?"
            value="NOT_ASKED"
            options={agreementMethods.map((value) => ({ value, text: agreementText[value] }))}
          />
          <TextField name="askedAt" label="Når pasienten ble spurt" value={writeMoment(now())} />
        </More>
      </ActForm>
    </section>
  )
}
