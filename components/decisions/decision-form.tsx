import { ChoiceCards } from '#components/decisions/choice-cards'
import { CriteriaField } from '#components/decisions/criteria-field'
import { ActForm } from '#components/ui/act-form'
import { AreaField, RadioField, SelectField, TextField } from '#components/ui/fields'
import { GavelIcon } from '#components/ui/icons'
import { showDate } from '#lib/dates'
import { decideStatusAction } from '#lib/decisions/actions'
import { outcomesOf } from '#lib/decisions/rules'
import { methods } from '#lib/decisions/schema'
import { methodText, outcomeText } from '#lib/decisions/text'
import type { HeldMeeting } from '#lib/held-meetings/schema'

type Props = { meeting: HeldMeeting; formKey: string; today: string }

/** What the meeting says, with what the patient says; each has a field and the refusal stands beside it. */
export function DecisionForm({ meeting, formKey, today }: Props) {
  const { id, patient, decision, criteria, wards, purpose } = meeting
  const isFirst = purpose === 'VIP_DECISION'
  const review = decision?.reviewOn ? showDate(decision.reviewOn) : inHalfAYear(today)
  return (
    // The form stays when somebody else has decided meanwhile, so that what one wrote is there beside it.
    <ActForm
      action={decideStatusAction}
      formKey={formKey}
      hidden={{ meeting: id, seen: String(decision?.ordinal ?? 0) }}
      submit={
        <>
          <GavelIcon className="i" aria-hidden />
          {decision ? 'Lagre ny beslutning' : 'Lagre beslutning'}
        </>
      }
    >
      <ChoiceCards
        name="outcome"
        label="Hva beslutter møtet?"
        value={decision?.outcome ?? ''}
        options={outcomesOf[purpose].map((value) => ({
          value,
          title: outcomeText[value].title,
          hint: outcomeText[value].hint.replace('{navn}', patient.givenName),
        }))}
      />
      <div className="sl-grid2">
        {isFirst && (
          <SelectField
            name="ward"
            label="VIP-avdeling"
            value={decision?.wardId ?? meeting.wardId ?? ''}
            options={wards.map((ward) => ({ value: ward.id, text: ward.name }))}
          />
        )}
        <TextField name="reviewOn" label="Ny vurdering" value={review} inputMode="numeric" />
      </div>
      <PatientAnswer meeting={meeting} />
      {criteria && <CriteriaField criteria={criteria} met={decision?.criteriaMet ?? []} />}
      <AreaField name="reason" label="Begrunnelse" rows={3} value={decision?.reason ?? ''} />
    </ActForm>
  )
}

/** The answer that a yes needs: who said it, how and when. */
function PatientAnswer({ meeting: { patient, answer, representations, purpose } }: { meeting: HeldMeeting }) {
  const goesOn = purpose === 'EVALUATION'
  const who = [
    { value: '', text: `${patient.givenName} selv` },
    ...representations.map(({ id, person }) => ({ value: id, text: `${person.givenName} ${person.familyName}` })),
  ]
  return (
    <div className="sl-answer stack-2">
      <RadioField
        name="answer"
        label={`Hva sier ${patient.givenName} til å ${goesOn ? 'fortsette som' : 'bli'} VIP-pasient?`}
        options={[
          { value: 'yes', text: 'Ja, sier ja til VIP-status' },
          { value: 'no', text: goesOn ? 'Nei. Da kan det ikke fortsette' : 'Nei. Da kan møtet ikke si ja' },
          ...(answer ? [{ value: '', text: 'Ikke noe nytt svar' }] : []),
        ]}
        {...(answer && { value: '' })}
      />
      <div className="sl-grid2">
        <SelectField name="by" label="Hvem svarte" options={who} />
        <SelectField
          name="method"
          label="Hvordan"
          value="ORAL"
          options={methods.map((value) => ({ value, text: methodText[value] }))}
        />
      </div>
      <TextField name="givenAt" label="Når" hint="Kan stå tomt når svaret blir gitt nå" />
    </div>
  )
}

/** Half a year from a day, as it is written into a field. */
function inHalfAYear(today: string) {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  return showDate(new Date(Date.UTC(year, month + 5, Math.min(day, 28), 12)))
}
