import { showTime } from '#lib/dates'
import { timedAgenda } from '#lib/meeting-pages/rules'
import type { MeetingView } from '#lib/meeting-pages/schema'

/** The parts of the meeting, by the clock when the time is chosen, and by minutes until then. */
export const Agenda = ({ agenda, startsAt }: Pick<MeetingView, 'agenda' | 'startsAt'>) => (
  <ol className="sl-agenda">
    {timedAgenda(agenda).map(({ id, from, title, minutes, presenter }) => (
      <li key={id}>
        <time>{startsAt ? showTime(new Date(startsAt.getTime() + from * 60_000)).slice(4) : `${from}\u00a0min`}</time>
        <div>
          <b>{title}</b>
          <small>
            {presenter ? `${presenter}, ` : ''}
            {minutes}&nbsp;min
          </small>
        </div>
      </li>
    ))}
  </ol>
)
