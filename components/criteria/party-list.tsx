import { ActForm } from '#components/ui/act-form'
import { TextField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import { addCriteriaPartyAction, endCriteriaPartyAction } from '#lib/criteria/actions'
import type { CriteriaPlace } from '#lib/criteria/schema'

/** The municipalities that the hospital agrees on criteria with; the hospital itself says which. */
export const PartyList = ({
  place: { municipalities, isTrust },
  formKey,
}: {
  place: CriteriaPlace
  formKey: string
}) => (
  <section className="sl-panel" aria-label="Kommuner som er part">
    <header>
      <h3>Kommuner som er part</h3>
    </header>
    {municipalities.length === 0 && <p className="muted">Ingen ennå.</p>}
    <ul className="sl-rows">
      {municipalities.map(({ id, name }) => (
        <li key={id}>
          {name}
          {isTrust && (
            <Fold summary="Er ikke part lenger" label={`${name} er ikke part lenger`} variant="tertiary">
              <p>Kriteriene gjelder da ikke lenger med kommunen.</p>
              <ActForm
                action={endCriteriaPartyAction}
                formKey={formKey}
                hidden={{ municipality: id }}
                submit="Ja, avslutt"
                label={`Ja, avslutt med ${name}`}
              />
            </Fold>
          )}
        </li>
      ))}
    </ul>
    {isTrust && (
      <ActForm action={addCriteriaPartyAction} formKey={formKey} submit="Legg til" variant="secondary">
        <TextField name="number" label="Ny part, kommunenummer" inputMode="numeric" />
      </ActForm>
    )}
  </section>
)
