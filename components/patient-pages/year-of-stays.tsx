import { StayTimeline } from '#components/stay-timelines/stay-timeline'
import { Columns } from '#components/ui/columns'
import { ChevronDownIcon } from '#components/ui/icons'
import { now } from '#lib/clock'
import { showDate } from '#lib/dates'
import { monthsBefore, staysSince, type ToldStay } from '#lib/patient-pages/rules'
import type { PatientHeader } from '#lib/patient-pages/schema'
import { readmissionText, sumText, timelineText, urgencyText } from '#lib/patient-pages/text'

/** The last twelve months as a picture, with its table beneath. */
export function YearOfStays({ header, stays }: { header: PatientHeader; stays: ToldStay[] }) {
  const year = staysSince(stays, monthsBefore(now(), 12))
  return (
    <section className="sl-panel sl-figure" aria-labelledby="opphold">
      <header>
        <h2 id="opphold">Opphold siste 12 måneder</h2>
        {year.length > 0 && <span className="small">{sumText(year)}</span>}
      </header>
      {!header.whole && <OnlyThis />}
      {year.length === 0 ? (
        <p className="muted">Ingen opphold det siste året.</p>
      ) : (
        <>
          <StayTimeline header={header} stays={year} months={12} lanes={2} label={timelineText(year, 'under')} />
          <details className="sl-toggle">
            <summary>
              <ChevronDownIcon className="i" aria-hidden />
              Vis som tabell
            </summary>
            <YearTable stays={year} />
          </details>
        </>
      )}
    </section>
  )
}

/** A ward that is asked to receive the patient knows one stay; the rest is not for it to count. */
export const OnlyThis = () => (
  <p className="small muted">Du ser bare oppholdet avdelingen er spurt om. Det kan være flere.</p>
)

function YearTable({ stays }: { stays: ToldStay[] }) {
  return (
    <table className="sl-plain">
      <Columns names={['Inn', 'Ut', 'Sted', 'Type']} />
      <tbody>
        {stays.map((stay) => (
          <tr key={stay.id}>
            <td data-label="Inn">{showDate(stay.start)}</td>
            <td data-label={stay.until === null ? undefined : 'Ut'}>
              {stay.until === null ? 'Inne nå' : showDate(new Date(stay.until))}
            </td>
            <td>{stay.unit ?? stay.trust}</td>
            <td>
              {urgencyText[stay.urgency][0]}
              {stay.readmission !== null && `, ${readmissionText(stay.readmission).toLowerCase()}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
