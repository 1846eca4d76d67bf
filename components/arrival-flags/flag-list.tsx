import { Columns } from '#components/ui/columns'
import { Empty } from '#components/ui/empty'
import { ExclamationmarkTriangleIcon } from '#components/ui/icons'
import { Pager } from '#components/ui/pager'
import type { Flag } from '#lib/arrival-flags/schema'
import { flagText } from '#lib/arrival-flags/text'
import { showDate, showTime } from '#lib/dates'

type Props = { rows: readonly Flag[]; total: number; page: number; size: number }

/** Arrivals that opened a record and came to nothing, for somebody to look into. */
export function FlagList({ rows, total, page, size }: Props) {
  if (total === 0)
    return (
      <Empty title="Ingenting å kontrollere">
        <p>
          Å registrere en ankomst åpner opplysninger om pasienten. Her står ankomster som ble avlyst, eller som ikke
          fikk triage innen 2 timer.
        </p>
      </Empty>
    )
  return (
    <>
      <section className="sl-panel sl-table" aria-label="Ankomster til kontroll">
        <table className="ds-table">
          <Columns names={['Registrert', 'Pasient', 'Hvorfor', 'Av']} acts />
          <tbody>
            {rows.map((row) => (
              <FlagRow key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      </section>
      <Pager page={page} size={size} total={total} href={(to) => `/control/arrivals?page=${to}`} />
    </>
  )
}

function FlagRow({ row }: { row: Flag }) {
  return (
    <tr>
      <td>
        <span className="sl-due">{showDate(row.at)}</span>
        <small className="num">{showTime(row.at)}</small>
      </td>
      <th scope="row">
        {row.name}
        <small className="num">Født {showDate(row.birthDate)}</small>
      </th>
      <td>
        <span className="ds-tag" data-color="warning">
          <ExclamationmarkTriangleIcon className="i" aria-hidden />
          {flagText[row.why]}
        </span>
      </td>
      <td>
        {row.by}
        {row.unit && <small>{row.unit}</small>}
      </td>
      <td style={{ textAlign: 'right' }}>
        <a
          className="ds-button"
          data-variant="secondary"
          href={`/patients/${row.patientId}/access`}
          aria-label={`Se innsyn for ${row.name}`}
        >
          Se innsyn
        </a>
      </td>
    </tr>
  )
}
