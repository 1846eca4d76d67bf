import { DismissForm } from '#components/candidates/dismiss-form'
import { Chip } from '#components/ui/chip'
import { Columns } from '#components/ui/columns'
import { NoCell } from '#components/ui/no-cell'
import type { Candidate } from '#lib/candidates/schema'
import { reasonText } from '#lib/candidates/text'
import { showDate } from '#lib/dates'

type Props = { rows: readonly Candidate[]; formKey: string; withTrust: boolean }

/** People who may have use of a meeting, those with most stays first. */
export function CandidateTable({ rows, formKey, withTrust }: Props) {
  const withBefore = rows.some(({ dismissedAt }) => dismissedAt)
  return (
    <section className="sl-panel sl-table sl-list" aria-label="Mulige møter">
      <table className="ds-table">
        <Columns
          names={[
            'Pasient',
            ...(withTrust ? ['Sykehus'] : []),
            'Akutte opphold, 6 md.',
            'Akutte opphold, 12 md.',
            'Siste',
            ...(withBefore ? ['Vurdert før'] : []),
          ]}
          acts
        />
        <tbody>
          {rows.map((row) => (
            <CandidateRow
              key={row.id + row.trust}
              row={row}
              formKey={formKey}
              withTrust={withTrust}
              withBefore={withBefore}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

type RowProps = { row: Candidate; formKey: string; withTrust: boolean; withBefore: boolean }

function CandidateRow({ row, formKey, withTrust, withBefore }: RowProps) {
  const { id, name, birthDate, trust, six, twelve, lastAt, dismissedAt, dismissedReason, isOpen } = row
  return (
    <tr>
      <th scope="row">
        {isOpen ? <a href={`/patients/${id}`}>{name}</a> : name}
        <small className="num">f. {showDate(birthDate)}</small>
      </th>
      {withTrust && <td data-label="Sykehus">{trust}</td>}
      <td className="num" data-label="Akutte opphold siste 6 md." data-figure>
        <b className="strong">{six}</b>
      </td>
      <td className="num" data-label="Akutte opphold siste 12 md." data-figure>
        {twelve}
      </td>
      <td className="num" data-label="Siste opphold">
        {showDate(lastAt)}
      </td>
      {withBefore &&
        (dismissedAt && dismissedReason ? (
          <td data-label="Vurdert før">
            <Chip kind="neutral">Ikke aktuelt {showDate(dismissedAt)}</Chip>
            <small>{reasonText[dismissedReason]}</small>
          </td>
        ) : (
          <NoCell />
        ))}
      <td>
        {isOpen ? (
          <a
            className="ds-button"
            data-variant="secondary"
            href={`/patients/${id}/meetings/new`}
            aria-label={`Vurder møte for ${name}`}
          >
            Vurder møte
          </a>
        ) : (
          <small className="muted">Journalen åpnes når pasienten er inne igjen.</small>
        )}
        <DismissForm patient={id} name={name} formKey={formKey} />
      </td>
    </tr>
  )
}
