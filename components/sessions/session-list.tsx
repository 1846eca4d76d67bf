import { ActForm } from '#components/ui/act-form'
import { CheckmarkCircleIcon } from '#components/ui/icons'
import { showMoment } from '#lib/dates'
import { placeText, roleText } from '#lib/organisations/text'
import { endOneAction, endOthersAction } from '#lib/sessions/actions'
import type { OwnSession } from '#lib/sessions/schema'

type Props = { sessions: readonly OwnSession[]; formKey: string }

/** Where one is signed in, and a way to end what is not here. */
export function SessionList({ sessions, formKey }: Props) {
  return (
    <div className="sl-page sl-choose">
      <div className="sl-title">
        <div>
          <h1>Mine økter</h1>
          <p>
            Her er du logget inn nå. Ser du noe du ikke kjenner igjen, så avslutt det og si fra til administratoren din.
          </p>
        </div>
      </div>
      <ul className="sl-panel sl-sessions">
        {sessions.map((session) => (
          <li key={session.id}>
            <SessionRow session={session} formKey={formKey} />
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <ActForm action={endOthersAction} formKey={formKey} submit="Avslutt alle andre" variant="secondary" />
      )}
    </div>
  )
}

function SessionRow({ session, formKey }: { session: OwnSession; formKey: string }) {
  const { id, current, role, startedAt, usedAt } = session
  const what = session.organisation ? `${roleText[role]}, ${placeText(session)}` : roleText[role]
  return (
    <>
      <div>
        <h2>{what}</h2>
        <p className="small muted">
          Logget inn {showMoment(startedAt)}. Sist brukt {showMoment(usedAt)}.
        </p>
      </div>
      {current ? (
        <span className="ds-tag" data-color="success">
          <CheckmarkCircleIcon className="i" aria-hidden />
          Du er her nå
        </span>
      ) : (
        <ActForm
          action={endOneAction}
          formKey={formKey}
          hidden={{ id }}
          submit="Avslutt"
          label={`Avslutt ${what}, logget inn ${showMoment(startedAt)}`}
          variant="secondary"
        />
      )}
    </>
  )
}
