import { showDate } from '#lib/dates'

const months = ['jan.', 'feb.', 'mars', 'april', 'mai', 'juni', 'juli', 'aug.', 'sep.', 'okt.', 'nov.', 'des.']

/** The day as on a calendar's leaf; the whole time stands in words beside it. */
export function DateTile({ time }: { time: Date }) {
  const [day = '', month = '1'] = showDate(time).split('.')
  return (
    <span className="sl-date" aria-hidden="true">
      <b>{Number(day)}</b>
      <span>{months[Number(month) - 1]}</span>
    </span>
  )
}
