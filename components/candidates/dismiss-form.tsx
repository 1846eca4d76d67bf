import { ActForm } from '#components/ui/act-form'
import { AreaField, RadioField, TextField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import { dismissCandidateAction } from '#lib/candidates/actions'
import { candidateReasons } from '#lib/candidates/schema'
import { reasonText } from '#lib/candidates/text'

/** That a meeting is not the thing now, why, and when to look again. */
export const DismissForm = ({ patient, name, formKey }: { patient: string; name: string; formKey: string }) => (
  <Fold summary="Ikke aktuelt" variant="tertiary" label={`Møte er ikke aktuelt for ${name}`}>
    <ActForm action={dismissCandidateAction} formKey={formKey} hidden={{ patient }} submit="Lagre">
      <RadioField
        name="reason"
        label="Hvorfor"
        options={candidateReasons.map((value) => ({ value, text: reasonText[value] }))}
      />
      <AreaField name="text" label="Mer om hvorfor" rows={2} />
      <TextField name="lookAgain" label="Se på det igjen" hint="En dag innen ett år, for eksempel 24.02.2027." />
    </ActForm>
  </Fold>
)
