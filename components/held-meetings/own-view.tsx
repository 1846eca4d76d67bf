import { ActForm } from '#components/ui/act-form'
import { AreaField, TextField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import { ChatElipsisIcon } from '#components/ui/icons'
import { showMoment } from '#lib/dates'
import { recordViewAction } from '#lib/held-meetings/actions'

type View = { text: string; helper: string | null; writtenAt: Date } | null
type Props = { meeting: string; name: string; view: View; isThere: boolean; leads: boolean; formKey: string }

/** What the patient says, before what anybody else does. */
export function OwnView({ meeting, name, view, isThere, leads, formKey }: Props) {
  return (
    <section className="sl-panel sl-words" aria-labelledby="eget-syn">
      <h2 id="eget-syn">
        <ChatElipsisIcon className="i" aria-hidden />
        Det {name} selv mener
      </h2>
      {view ? (
        <>
          <blockquote>
            <p className="sl-pre">«{view.text}»</p>
          </blockquote>
          <footer>
            {view.helper ? `Skrevet ned av ${view.helper}` : 'Skrevet'} {showMoment(view.writtenAt)}.
            {isThere && ` ${name} er også til stede.`}
          </footer>
        </>
      ) : (
        <p>Ikke skrevet ennå. Spør {name} hva som er viktig, og skriv det med de samme ordene.</p>
      )}
      {leads && (
        <Fold summary={view ? 'Skriv det nye' : 'Skriv det ned'} variant="tertiary">
          <ActForm
            key={view?.writtenAt.getTime() ?? 0}
            action={recordViewAction}
            formKey={formKey}
            hidden={{ meeting }}
            submit="Lagre"
            variant="secondary"
          >
            <AreaField name="text" label={`Med ordene til ${name}`} />
            <TextField name="helper" label="Hvem holdt pennen" hint="Kan stå tomt når pasienten skrev selv." />
          </ActForm>
        </Fold>
      )}
    </section>
  )
}
