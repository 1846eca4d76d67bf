import { CallForm } from '#components/meetings/call-form'
import { ChooseWhat } from '#components/meetings/choose-what'
import { PatientHeader } from '#components/patient-pages/patient-header'
import { RecommendForm } from '#components/recommendations/recommend-form'
import { Empty } from '#components/ui/empty'
import { isInitiator, purposeFor, seatsFor, wardOf, wardsFor } from '#lib/meeting-proposals/rules'
import type { Proposal, ProposalQuery } from '#lib/meeting-proposals/schema'
import type { PatientHeader as Header } from '#lib/patient-pages/schema'
import type { Actor } from '#lib/permissions'

type Props = { header: Header; proposal: Proposal; actor: Actor; asked: ProposalQuery; formKey: string }

/** Whoever may call a meeting calls it here; everybody else recommends it to one who may. */
export function NewMeeting(props: Props) {
  const initiates = isInitiator(props.actor, props.proposal)
  return (
    <>
      <PatientHeader header={props.header} tab="meetings" />
      <div className="sl-page sl-meeting-form">
        <h2>{initiates ? 'Nytt samarbeidsmøte' : 'Anbefal et samarbeidsmøte'}</h2>
        {initiates ? (
          <Call {...props} />
        ) : (
          <RecommendForm
            patient={props.header.id}
            proposal={props.proposal}
            caller={props.actor}
            formKey={props.formKey}
          />
        )}
      </div>
    </>
  )
}

function Call({ header, proposal, actor, asked, formKey }: Props) {
  const wards = wardsFor(actor, proposal)
  const ward = wardOf(actor, proposal, asked.avdeling)
  if (!ward)
    return (
      <Empty title="Ingen avdeling å kalle inn for">
        <p>Du kan kalle inn til møte for avdelingen du arbeider på. Bytt rolle, eller be en kollega om å kalle inn.</p>
      </Empty>
    )
  const purpose = asked.formal ?? purposeFor(proposal, ward.trustId)
  const recommendation = proposal.recommendations.find(({ id, fromMe }) => id === asked.anbefaling && !fromMe)
  return (
    <>
      <ChooseWhat wards={wards} ward={ward.id} purpose={purpose} recommendation={recommendation?.id} />
      <CallForm
        key={`${ward.id} ${purpose}`}
        patient={header.id}
        proposal={proposal}
        seats={seatsFor(actor, proposal, ward.id)}
        purpose={purpose}
        ward={ward}
        recommendation={recommendation}
        formKey={formKey}
      />
    </>
  )
}
