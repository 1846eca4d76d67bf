import { RoleFields } from '#components/memberships/role-fields'
import { ActForm } from '#components/ui/act-form'
import { TextField } from '#components/ui/fields'
import { addPersonAction } from '#lib/memberships/actions'

type Props = { formKey: string; kind: string | undefined; units: readonly { id: string; name: string }[] }

/** Somebody whom Samløp does not know yet: who it is, how this person signs in, and the first role. */
export const NewPersonForm = ({ formKey, kind, units }: Props) => (
  <section className="sl-panel" aria-labelledby="ny">
    <header>
      <h2 id="ny">Hvem det er, og hva personen skal være her</h2>
    </header>
    <ActForm action={addPersonAction} formKey={formKey} submit="Legg til personen">
      <TextField name="given" label="Fornavn" />
      <TextField name="family" label="Etternavn" />
      <TextField name="email" label="E-post på jobb" hint="Hit går beskjeder om oppgaver, aldri om pasienter." />
      <TextField
        name="hpr"
        label="HPR-nummer"
        inputMode="numeric"
        hint="Må være med for sykepleier, avdelingssykepleier, fastlege og samhandlingslege."
      />
      <TextField
        name="subject"
        label="Bruker-ID hos HelseID"
        hint="Står som «sub» på brukeren i HelseID. Med denne logger personen inn."
      />
      <RoleFields kind={kind} units={units} />
    </ActForm>
  </section>
)
