import { AgreementRow } from '#components/citizens/agreement-row'
import { AccessRow } from '#components/citizens/access-row'
import { PromiseRow } from '#components/citizens/promise-row'
import { MeetingsRow } from '#components/own-meetings/meetings-row'
import { DangerLine } from '#components/citizens/danger-line'
import { OwnCard } from '#components/citizens/own-card'
import { OwnWard } from '#components/citizens/own-ward'
import { PersonCheckmarkIcon } from '#components/ui/icons'
import type { OwnState } from '#lib/agreements/rules'
import { representationText } from '#lib/citizens/text'
import { showDateInWords } from '#lib/dates'
import type { RepresentationKind } from '#prisma/generated/enums'

type Ward = { id: string; name: string; phone: string | null; organisation: { name: string }; cardUntil: Date | null }
type Standing = {
  id: string
  kind: RepresentationKind
  validFrom: Date
  validUntil: Date | null
  person: { givenName: string; familyName: string }
}
export type OwnPatient = {
  id: string
  givenName: string
  familyName: string
  wards: readonly Ward[]
  representations: readonly Standing[]
  standsAs: RepresentationKind | null
  agreement: OwnState
}

/** What a patient sees first: the own ward, the card, and who may answer. */
export function PatientHome({ patient }: { patient: OwnPatient }) {
  return (
    <>
      {patient.wards.map((ward) => (
        <OwnWard key={ward.id} ward={ward} title="Min avdeling" />
      ))}
      <DangerLine />
      <section aria-labelledby="kort">
        <h2 id="kort">Kortet mitt</h2>
        {patient.wards.length === 0 && <p>Du har ikke en egen avdeling nå. Da har du heller ikke noe kort.</p>}
        {patient.wards.map(({ id, cardUntil }) => (
          <OwnCard key={id} until={cardUntil} who="Du har" />
        ))}
      </section>
      <section aria-labelledby="svarer">
        <h2 id="svarer">Hvem kan svare for deg</h2>
        <Standings standings={patient.representations} />
      </section>
      <section aria-labelledby="mer">
        <h2 id="mer">Mer</h2>
        <AgreementRow state={patient.agreement} />
        <MeetingsRow />
        <PromiseRow whom="deg" />
        <AccessRow page="siden din" />
        <p className="muted">Snart står koordinatoren din også her.</p>
      </section>
    </>
  )
}

function Standings({ standings }: { standings: readonly Standing[] }) {
  if (standings.length === 0) return <p>Ingen. Bare du svarer for deg selv.</p>
  return (
    <ul className="sl-rows">
      {standings.map(({ id, kind, validFrom, validUntil, person }) => (
        <li key={id} className="sl-promise">
          <PersonCheckmarkIcon className="i muted" aria-hidden />
          <span className="strong">
            {person.givenName} {person.familyName}
          </span>
          <small>
            {representationText[kind]}. Fra {showDateInWords(validFrom)}
            {validUntil && ` til ${showDateInWords(validUntil)}`}
          </small>
        </li>
      ))}
    </ul>
  )
}
