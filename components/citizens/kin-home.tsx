import { AgreementRow } from '#components/citizens/agreement-row'
import { AccessRow } from '#components/citizens/access-row'
import { PromiseRow } from '#components/citizens/promise-row'
import { MeetingsRow } from '#components/own-meetings/meetings-row'
import { DangerLine } from '#components/citizens/danger-line'
import { OwnCard } from '#components/citizens/own-card'
import { OwnWard } from '#components/citizens/own-ward'
import type { OwnPatient } from '#components/citizens/patient-home'
import { standingText } from '#lib/citizens/text'

/** What somebody who stands for patients sees first: whom, which ward, and whether there is a card. */
export function KinHome({ patients }: { patients: readonly OwnPatient[] }) {
  return (
    <>
      {patients.map((patient) => (
        <KinPatient key={patient.id} patient={patient} />
      ))}
      <DangerLine />
      <section aria-labelledby="mer">
        <h2 id="mer">Mer</h2>
        {patients
          .filter(({ agreement }) => agreement !== 'NONE')
          .map(({ id, givenName, agreement }) => (
            <AgreementRow key={id} state={agreement} of={givenName} />
          ))}
        <MeetingsRow />
        <PromiseRow whom="den du hjelper" />
        <AccessRow page="siden til den du hjelper" />
        <p className="muted">Snart kan du også si fra her hvis du er bekymret.</p>
      </section>
    </>
  )
}

function KinPatient({ patient }: { patient: OwnPatient }) {
  const name = `${patient.givenName} ${patient.familyName}`
  return (
    <section className="stack" aria-labelledby={`pasient-${patient.id}`}>
      <h2 id={`pasient-${patient.id}`}>{name}</h2>
      {patient.standsAs && (
        <p>
          {standingText[patient.standsAs]} for {patient.givenName}.
        </p>
      )}
      {patient.wards.length === 0 && <p>{patient.givenName} har ikke en egen avdeling nå.</p>}
      {patient.wards.map((ward) => (
        <div key={ward.id} className="stack">
          <OwnWard ward={ward} title={`Avdelingen til ${patient.givenName}`} />
          <OwnCard until={ward.cardUntil} who={`${patient.givenName} har`} />
        </div>
      ))}
    </section>
  )
}
