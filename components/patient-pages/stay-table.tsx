import { Columns } from '#components/ui/columns'
import type { Route } from 'next'
import Link from 'next/link'
import { NoCell } from '#components/ui/no-cell'
import { now } from '#lib/clock'
import type { ToldStay } from '#lib/patient-pages/rules'
import { lengthText, momentText, readmissionText, urgencyText } from '#lib/patient-pages/text'

/** Newest first; what is not known stays empty. Each leads to its own page where that is open to the one who looks. */
export function StayTable({ patient, stays }: { patient?: string; stays: ToldStay[] }) {
  return (
    <section className="sl-panel sl-table sl-list" aria-label="Oppholdene i en tabell">
      <table className="ds-table">
        <Columns names={['Sted', 'Ankom', 'På avdelingen', 'Utskrevet', 'Hastegrad', 'Varighet', 'Reinnleggelse']} />
        <tbody>
          {stays.map((stay) => (
            <StayRow key={stay.id} stay={stay} {...(patient && { patient })} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function StayRow({ patient, stay }: { patient?: string; stay: ToldStay }) {
  const [urgency, within] = urgencyText[stay.urgency]
  return (
    <tr>
      <th scope="row">
        {patient ? (
          <Link href={`/patients/${patient}/stays/${stay.id}` as Route} prefetch={false}>
            {stay.unit ?? stay.trust}
          </Link>
        ) : (
          (stay.unit ?? stay.trust)
        )}
        {stay.unit && <small>{stay.trust}</small>}
      </th>
      <MomentCell label="Ankom" value={stay.arrivedAt} />
      <MomentCell label="På avdelingen" value={stay.onWardAt} />
      {stay.deceasedAt && !stay.dischargedAt ? (
        <MomentCell label="Død" value={stay.deceasedAt} words="Død" />
      ) : (
        <MomentCell label="Utskrevet" value={stay.dischargedAt} />
      )}
      <td data-label="Hastegrad">
        {urgency}
        {within && <small>{within}</small>}
      </td>
      <td className="num" data-label="Varighet">
        {lengthText(stay, now())}
        {stay.until === null && <small>så langt</small>}
      </td>
      {stay.readmission === null ? (
        <NoCell />
      ) : (
        <td data-label="Reinnleggelse">
          <span className="sl-again">{readmissionText(stay.readmission).replace('Reinnleggelse ', '')}</span>
        </td>
      )}
    </tr>
  )
}

function MomentCell({ label, value, words }: { label: string; value: string | null; words?: string }) {
  const told = momentText(value)
  if (!told) return <NoCell />
  return (
    <td className="num" data-label={label}>
      {words && `${words} `}
      {told[0]}
      <small>{told[1]}</small>
    </td>
  )
}
