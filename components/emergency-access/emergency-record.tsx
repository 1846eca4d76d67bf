import { BlockedPart } from '#components/emergency-access/blocked-part'
import { Overview } from '#components/patient-pages/overview'
import { StayTable } from '#components/patient-pages/stay-table'
import { now } from '#lib/clock'
import type { EmergencyFacts } from '#lib/emergency-access/schema'
import { monthsBefore, staysSince, type ToldStay } from '#lib/patient-pages/rules'
import type { PatientHeader, PatientOverview } from '#lib/patient-pages/schema'

type Props = {
  view: {
    facts: EmergencyFacts
    patientId: string
    patient: { header: PatientHeader; overview: PatientOverview; stays: ToldStay[] } | null
  }
  mayOpenBlock: boolean
  formKey: string
}

/** What break-glass opens: the overview and the stays of two years; not the tabs, which the ordinary work opens. */
export function EmergencyRecord({ view: { facts, patientId, patient }, mayOpenBlock, formKey }: Props) {
  const blocked = <BlockedPart patient={patientId} blocked={facts.blocked} mayOpen={mayOpenBlock} formKey={formKey} />
  if (!patient)
    return (
      <div className="sl-page sl-narrow">
        <h1>Nødtilgang</h1>
        {blocked}
      </div>
    )
  const stays = staysSince(patient.stays, monthsBefore(now(), 24))
  return (
    <Overview patient={patient} tabs={false}>
      {blocked}
      {stays.length > 0 && (
        <section className="stack" aria-labelledby="alle-opphold">
          <h2 id="alle-opphold">Opphold siste 24 måneder</h2>
          <StayTable stays={stays} />
        </section>
      )}
    </Overview>
  )
}
