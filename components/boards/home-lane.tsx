import { CardName } from '#components/boards/card-name'
import { HouseIcon, WavesIcon } from '#components/ui/icons'
import type { BoardRow } from '#lib/boards/schema'
import { showDate } from '#lib/dates'

/** Those at home: the unstable with since when, the stable in one line each. */
export function HomeLane({ rows }: { rows: readonly BoardRow[] }) {
  const unstable = rows.filter(({ phase }) => phase?.phase === 'UNSTABLE')
  const stable = rows.filter(({ phase }) => phase?.phase !== 'UNSTABLE')
  return (
    <>
      {unstable.length > 0 && (
        <h3 className="sub">
          <WavesIcon className="i" aria-hidden />
          Ustabil ({unstable.length})
        </h3>
      )}
      <ul className="sl-cardlist">
        {unstable.map((row) => (
          <li key={row.patientId} className="sl-pcard">
            <CardName row={row} level={4} />
            <p className="fact num">Ustabil siden {row.phase && showDate(row.phase.since)}</p>
          </li>
        ))}
      </ul>
      {stable.length > 0 && (
        <h3 className="sub">
          <HouseIcon className="i" aria-hidden />
          Stabil ({stable.length})
        </h3>
      )}
      <ul className="sl-cardlist">
        {stable.map((row) => (
          <li key={row.patientId} className="sl-pcard" data-calm>
            <CardName row={row} level={4} calm />
            <p className="meta num">
              {row.lastDischargedAt ? `Sist inne ${showDate(row.lastDischargedAt)}` : 'Ikke inne siden status ble gitt'}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
