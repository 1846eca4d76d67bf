import { ActForm } from '#components/ui/act-form'
import { AreaField, RadioField } from '#components/ui/fields'
import { decideFlagAction } from '#lib/log-flags/actions'
import { type FlagDetail, findings } from '#lib/log-flags/schema'
import { findingText } from '#lib/log-flags/text'

/** What the controller came to; said again it is added to what stands there. */
export function DecideForm({ flag: { id, history }, formKey }: { flag: FlagDetail; formKey: string }) {
  return (
    <section className="sl-panel" aria-labelledby="avgjor">
      <header>
        <h2 id="avgjor">{history.length ? 'Legg til en ny avgjørelse' : 'Hva kom du fram til?'}</h2>
      </header>
      <ActForm
        key={history.length}
        action={decideFlagAction}
        formKey={formKey}
        hidden={{ flag: id, seen: String(history.length) }}
        submit="Lagre avgjørelsen"
      >
        <RadioField
          name="finding"
          label="Funn"
          options={findings.map((value) => ({ value, text: findingText[value] }))}
        />
        <AreaField name="text" label="Hva du fant og gjorde" hint="Kan stå tomt når oppslaget var grunngitt." />
      </ActForm>
    </section>
  )
}
