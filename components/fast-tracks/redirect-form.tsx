import { ActForm } from '#components/ui/act-form'
import { SelectField, TextField } from '#components/ui/fields'
import type { BoardRun, WardChoice } from '#lib/boards/schema'
import { redirectAction } from '#lib/fast-tracks/actions'
import { deviations } from '#lib/fast-tracks/schema'
import { deviationText } from '#lib/fast-tracks/text'

type Props = { run: BoardRun; vipWard: string | null; wards: readonly WardChoice[]; formKey: string }

/** Another ward, why, and when the patient moves to the own one. */
export function RedirectForm({ run, vipWard, wards, formKey }: Props) {
  const others = wards.filter(({ id }) => id !== run.ward.id)
  return (
    <ActForm
      action={redirectAction}
      formKey={formKey}
      hidden={{ run: run.id, version: String(run.version) }}
      submit="Spør avdelingen"
    >
      <SelectField
        name="ward"
        label="Avdeling"
        ask="Velg avdeling"
        options={others.map(({ id, name }) => ({
          value: id,
          text: id === vipWard ? `${name} (VIP-avdelingen)` : name,
        }))}
      />
      <SelectField
        name="deviation"
        label="Hvorfor ikke VIP-avdelingen"
        ask="Velg grunn"
        value={run.status === 'REFUSED' ? 'WARD_REFUSED' : ''}
        options={deviations.map((reason) => ({ value: reason, text: deviationText[reason] }))}
      />
      <TextField name="moveOn" label="Flyttes til VIP-avdelingen" hint="Dag, for eksempel 24.11.2026" />
    </ActForm>
  )
}
