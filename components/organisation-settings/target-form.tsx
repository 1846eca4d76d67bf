import { ActForm } from '#components/ui/act-form'
import { TextField } from '#components/ui/fields'
import { setTargetAction } from '#lib/organisation-settings/actions'

/** How fast a VIP patient is to be on the ward; runs that have begun keep the target they began with. */
export const TargetForm = ({ target, formKey }: { target: number | null; formKey: string }) => (
  <section className="sl-panel" aria-labelledby="mal">
    <header>
      <h2 id="mal">Mål for fast-track</h2>
    </header>
    <ActForm
      action={setTargetAction}
      formKey={formKey}
      hidden={{ seen: target === null ? '' : String(target) }}
      submit="Lagre målet"
      variant="secondary"
    >
      <TextField
        name="minutes"
        label="Minutter fra ankomst til avdeling"
        inputMode="numeric"
        suffix="min"
        value={target === null ? '' : String(target)}
        hint="Fast-track som er i gang, beholder sitt mål."
      />
    </ActForm>
  </section>
)
