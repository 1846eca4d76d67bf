import { ActForm } from '#components/ui/act-form'
import { Fold } from '#components/ui/fold'
import { shutOutAction } from '#lib/memberships/actions'

/** Closes all of Samløp to somebody at once, or opens it again. */
export const ShutOutForm = ({ person, isOut, formKey }: { person: string; isOut: boolean; formKey: string }) => (
  <section className="sl-panel" aria-labelledby="tilgang">
    <header>
      <h2 id="tilgang">Tilgang til Samløp</h2>
    </header>
    <p className="muted">
      {isOut
        ? 'Personen kan logge inn igjen med rollene som gjelder.'
        : 'Alle økter avsluttes, og personen kan ikke logge inn før tilgangen åpnes igjen.'}
    </p>
    <Fold summary={isOut ? 'Åpne tilgangen' : 'Steng ute'}>
      <ActForm
        action={shutOutAction}
        formKey={formKey}
        hidden={{ person, out: isOut ? 'no' : 'yes' }}
        submit={isOut ? 'Ja, åpne nå' : 'Ja, steng ute nå'}
      />
    </Fold>
  </section>
)
