import { clockState, minutesBetween } from '#lib/boards/rules'
import { clockText } from '#lib/boards/text'

/** Minutes since arrival against the target: a number, a bar to twice the target, and the difference in words. */
export function Clock({ from, to, target }: { from: string; to: Date; target: number }) {
  const minutes = minutesBetween(from, to)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return (
    <div className="sl-clock" data-state={clockState(minutes, target)}>
      <span className="sl-clock__n">
        {minutes < 100 ? minutes : hours}
        <small>{minutes < 100 ? 'min' : `t ${rest} min`}</small>
      </span>
      <span className="sl-clock__bar" aria-hidden="true">
        <i style={{ width: `${Math.min(100, (minutes / target) * 50)}%` }} />
        <b style={{ left: '50%' }} />
      </span>
      <span className="sl-clock__t">{clockText(minutes, target)}</span>
    </div>
  )
}
