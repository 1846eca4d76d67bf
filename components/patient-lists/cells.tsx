import type { Route } from 'next'
import Link from 'next/link'
import { ExclamationmarkTriangleIcon, PadlockUnlockedIcon, PersonRectangleIcon, WavesIcon } from '#components/ui/icons'
import { NoCell } from '#components/ui/no-cell'
import { missingText } from '#lib/agreements/text'
import { showDate, showShortDate } from '#lib/dates'
import type { Listed } from '#lib/patient-lists/schema'
import { caseAboutText, caseText, dueText, phaseText, placeText, wardsText } from '#lib/patient-lists/text'

type Cell = { row: Listed }
type DatedCell = Cell & { today: string }

export function PatientCell({ row }: Cell) {
  return (
    <th scope="row">
      <Link className="sl-who" href={`/patients/${row.id}` as Route} prefetch={false}>
        {row.name}
      </Link>
      <small className="num">f. {showDate(row.birthDate)}</small>
      {row.deceasedAt && (
        <span className="ds-tag" data-color="neutral">
          Død {showDate(row.deceasedAt)}
        </span>
      )}
    </th>
  )
}

export function PlaceCell({ row }: Cell) {
  if (row.deceasedAt) return <NoCell />
  const [place, more] = placeText(row)
  return (
    <td data-label="Nå">
      {row.here ? <span className="strong">{place}</span> : place}
      {more && <small className="num">{more}</small>}
    </td>
  )
}

export function WardCell({ row }: Cell) {
  const wards = wardsText(row)
  if (!wards) return <NoCell />
  return (
    <td data-label="VIP-avdeling">
      {wards}
      {row.unsigned && !row.deceasedAt && (
        <small>
          <Link href={`/patients/${row.id}/agreement` as Route} prefetch={false}>
            Avtale usignert
          </Link>
          {`. ${missingText(row.unsigned)}`}
        </small>
      )}
    </td>
  )
}

export function PhaseCell({ row, today }: DatedCell) {
  if (!row.phase || row.deceasedAt) return <NoCell />
  const words = phaseText[row.phase.phase]
  return (
    <td data-label="Fase">
      {row.phase.phase === 'UNSTABLE' ? (
        <span className="sl-phase">
          <WavesIcon className="i" aria-hidden />
          {words}
        </span>
      ) : (
        words
      )}
      <small className="num nowrap">siden {showShortDate(row.phase.since, today)}</small>
    </td>
  )
}

/** A ward that is asked to receive the patient knows that stay only, so it has no figure. */
export function AcuteCell({ row, months }: Cell & { months: 6 | 12 }) {
  const label = `Akutte opphold siste ${months} md.`
  if (!row.whole)
    return (
      <td className="num" data-label={label} data-figure>
        <span aria-hidden="true">–</span>
        <span className="ds-sr-only">Ikke åpent for deg</span>
      </td>
    )
  const figure = months === 6 ? row.acute6 : row.acute12
  return (
    <td className="num" data-label={label} data-figure>
      {figure > 0 ? <b className="strong">{figure}</b> : <span className="muted">0</span>}
    </td>
  )
}

export function DueCell({ row: { deadline }, today }: DatedCell) {
  if (!deadline) return <NoCell />
  return (
    <td>
      <span className={deadline.on < today ? 'sl-due warn' : 'sl-due'}>{showDate(deadline.on)}</span>
      <small>{dueText(deadline.on, today)}</small>
    </td>
  )
}

export function CaseCell({ row: { deadline }, today }: DatedCell) {
  if (!deadline) return <NoCell />
  const late = deadline.on < today
  const Kind = deadline.kind === 'REVIEW' ? PersonRectangleIcon : PadlockUnlockedIcon
  const Icon = late ? ExclamationmarkTriangleIcon : Kind
  return (
    <td>
      <span className="ds-tag" data-color={late ? 'warning' : 'neutral'}>
        <Icon className="i" aria-hidden />
        {caseText(deadline, today)}
      </span>
      <small>{caseAboutText(deadline)}</small>
    </td>
  )
}
