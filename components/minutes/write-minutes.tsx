import { ActForm } from '#components/ui/act-form'
import { writeMinutesAction } from '#lib/minutes/actions'

type Props = { meeting: string; editions: number; formKey: string }

/** Makes the minutes from what stands; nobody types anything twice. */
export function WriteMinutes({ meeting, editions, formKey }: Props) {
  return (
    <section className="sl-panel" aria-labelledby="referat">
      <header>
        <h2 id="referat">Referat</h2>
      </header>
      <p>
        {editions === 0
          ? 'Når møtet er ferdig, lages referatet av det som står her. Deltakerne kan lese og kommentere før du signerer.'
          : 'Har du rettet noe etter kommentarene, lager du en ny utgave av referatet.'}
      </p>
      <ActForm
        key={editions}
        action={writeMinutesAction}
        formKey={formKey}
        hidden={{ meeting, seen: String(editions) }}
        submit={editions === 0 ? 'Avslutt møtet og lag referat' : 'Lag ny utgave av referatet'}
        variant={editions === 0 ? 'primary' : 'secondary'}
      />
    </section>
  )
}
