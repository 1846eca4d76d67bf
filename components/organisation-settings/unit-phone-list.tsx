import { ActForm } from '#components/ui/act-form'
import { TextField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import { showMoment } from '#lib/dates'
import { setPhonesAction } from '#lib/organisation-settings/actions'
import type { UnitPhones } from '#lib/organisation-settings/schema'
import { phonesText } from '#lib/organisation-settings/text'

type Props = { units: readonly UnitPhones[]; formKey: string }

/** On what numbers the units answer, each with a form to change them. */
export const UnitPhoneList = ({ units, formKey }: Props) => (
  <section className="sl-panel" aria-labelledby="telefon">
    <header>
      <h2 id="telefon">Telefonnumre</h2>
      <p className="small">
        De vises i mottak, på tavlene og på kortene. Kort på papir og avtaler som er skrevet, beholder nummeret som
        gjaldt da.
      </p>
    </header>
    <ul className="sl-rows">
      {units.map((unit) => (
        <UnitRow key={unit.id} unit={unit} formKey={formKey} />
      ))}
    </ul>
  </section>
)

const UnitRow = ({ unit, formKey }: { unit: UnitPhones; formKey: string }) => (
  <li>
    <div className="spread">
      <div>
        <p>{unit.name}</p>
        <p className="small muted num">{phonesText(unit)}</p>
      </div>
      <Fold summary="Endre" label={`Endre telefon: ${unit.name}`}>
        <ActForm
          key={unit.edition}
          action={setPhonesAction}
          formKey={formKey}
          hidden={{ unit: unit.id, seen: String(unit.edition) }}
          submit="Lagre numrene"
        >
          <TextField
            name="phone"
            label="Telefon"
            hint="Hele døgnet, hvis feltet under er tomt."
            value={unit.phone ?? ''}
          />
          <TextField name="nightPhone" label="Telefon om natten" value={unit.nightPhone ?? ''} />
        </ActForm>
      </Fold>
    </div>
    {unit.changes.length > 0 && (
      <details className="small">
        <summary>Tidligere numre</summary>
        <ul>
          {unit.changes.map((change) => (
            <li key={change.at.toISOString()}>
              <span className="num">{phonesText({ phone: change.phoneBefore, nightPhone: change.nightBefore })}</span>,
              til {showMoment(change.at)}. Endret av {change.by}.
            </li>
          ))}
        </ul>
      </details>
    )}
  </li>
)
