import { showMoment } from '#lib/dates'
import type { Inbox } from '#lib/tasks/schema'

/** Mails that no mail server has taken yet, in the list of whoever had them sent. */
export function UnsentMails({ mails }: { mails: Inbox['unsent'] }) {
  if (mails.length === 0) return null
  return (
    <section className="sl-panel" aria-labelledby="ikke-sendt">
      <header>
        <h2 id="ikke-sendt">E-post som ikke er sendt</h2>
      </header>
      <ul className="sl-rows">
        {mails.map(({ id, recipient, queuedAt, givenUp }) => (
          <li key={id}>
            Til {recipient}, lagt i kø <span className="num">{showMoment(new Date(queuedAt))}</span>
            <small>
              {givenUp ? 'Adressen tar ikke imot. Gi beskjed på en annen måte.' : 'Samløp prøver igjen av seg selv.'}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
