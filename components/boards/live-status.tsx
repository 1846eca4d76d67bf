import type { Fresh, LiveBoard } from '#components/boards/use-board'
import { showTime } from '#lib/dates'

/** Whether what stands here is true now. A lost and a found line are announced, not each minute. */
export function LiveStatus({ board, time, state }: LiveBoard<Fresh>) {
  return (
    <span className="sl-live num" data-stale={state !== 'live' || undefined}>
      <span aria-live="polite">{words[state](board.at)}</span>
      {state === 'live' && <span>· {showTime(time)}</span>}
    </span>
  )
}

const words = {
  live: () => 'Direkte',
  stale: (at: string) => `Ikke oppdatert siden ${showTime(new Date(at))}. Prøver igjen …`,
}
