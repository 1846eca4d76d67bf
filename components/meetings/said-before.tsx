import { showMoment } from '#lib/dates'
import type { MeetingView } from '#lib/meeting-pages/schema'

/** What the patient wrote before the meeting. */
export const PatientView = ({ view }: Pick<MeetingView, 'view'>) =>
  view && (
    <section className="sl-panel sl-words" aria-labelledby="syn">
      <h2 id="syn">Pasientens eget syn</h2>
      <blockquote>
        <p className="sl-prose">«{view.text}»</p>
      </blockquote>
      <footer className="num">
        Skrevet {showMoment(view.writtenAt)}
        {view.helper && ` av ${view.helper}`}
      </footer>
    </section>
  )

/** What those who cannot come have sent. */
export const Statements = ({ participants }: Pick<MeetingView, 'participants'>) =>
  participants.map(
    ({ id, name, statement }) =>
      statement && (
        <section key={id} className="sl-panel" aria-labelledby={`uttalelse-${id}`}>
          <h2 id={`uttalelse-${id}`}>Uttalelse fra {name}</h2>
          <p className="sl-prose">{statement.text}</p>
          <p className="small muted num">Sendt {showMoment(statement.sentAt)}. Regnes som deltatt.</p>
        </section>
      ),
  )
