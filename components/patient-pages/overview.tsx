import type { ReactNode } from 'react'
import { CareTeam } from '#components/patient-pages/care-team'
import { PatientHeader } from '#components/patient-pages/patient-header'
import { YearOfStays } from '#components/patient-pages/year-of-stays'
import { CriticalNotes } from '#components/patients/critical-notes'
import { OwnWords } from '#components/patients/own-words'
import type { ToldStay } from '#lib/patient-pages/rules'
import type { PatientHeader as Header, PatientOverview } from '#lib/patient-pages/schema'

type Props = {
  patient: { header: Header; overview: PatientOverview; stays: ToldStay[] }
  tabs?: boolean
  /** What to do first, above the care team. */
  first?: ReactNode
  /** What else stands here under the overview. */
  children?: ReactNode
}

/** The patient's own words before all others, then what may cost a life not to know, whom to call, and the last year. */
export function Overview({ patient: { header, overview, stays }, tabs = true, first, children }: Props) {
  return (
    <>
      <PatientHeader header={header} {...(tabs && { tab: 'overview' })} />
      <div className="sl-page">
        <div className="sl-cols">
          <div>
            <div className="sl-intro">
              <OwnWords page={overview.ownPage} name={header.name} panel />
              <CriticalNotes notes={overview.notes} panel />
            </div>
            <YearOfStays header={header} stays={stays} />
          </div>
          <aside aria-label="Sammendrag">
            {first}
            <CareTeam header={header} overview={overview} />
          </aside>
        </div>
        {children}
      </div>
    </>
  )
}
