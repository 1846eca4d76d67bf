import { ActForm } from '#components/ui/act-form'
import { showMoment } from '#lib/dates'
import { confirmMeetingAction } from '#lib/meeting-changes/actions'
import { suitingTimes } from '#lib/meeting-pages/rules'
import type { MeetingView } from '#lib/meeting-pages/schema'

type Props = { meeting: MeetingView; leads: boolean; formKey: string }

/** The proposed times with whom each suits; whoever leads chooses one. */
export const ConfirmTimes = ({ meeting, leads, formKey }: Props) => (
  <section className="sl-panel" aria-labelledby="tider">
    <header>
      <h2 id="tider">Foreslåtte tider</h2>
    </header>
    <ul className="sl-rows">
      {suitingTimes(meeting).map(({ id, startsAt, suits }) => (
        <li key={id} className="spread">
          <div>
            <b className="strong num">{showMoment(startsAt)}</b>
            <p className="small muted">{suits.length ? `Passer for ${suits.join(', ')}` : 'Ingen har svart ennå'}</p>
          </div>
          {leads && (
            <ActForm
              action={confirmMeetingAction}
              formKey={formKey}
              hidden={{ meeting: meeting.id, seen: String(meeting.version), time: id }}
              submit="Velg"
              label={`Velg ${showMoment(startsAt)}`}
              variant="secondary"
            />
          )}
        </li>
      ))}
    </ul>
  </section>
)
