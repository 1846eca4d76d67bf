import { AgendaFields } from '#components/meetings/agenda-fields'
import { AgreementFields } from '#components/meetings/agreement-fields'
import { GuestFields } from '#components/meetings/guest-fields'
import { ReasonChips } from '#components/meetings/reason-chips'
import { SeatList } from '#components/meetings/seat-list'
import { TimeFields } from '#components/meetings/time-fields'
import { ActForm } from '#components/ui/act-form'
import { AreaField } from '#components/ui/fields'
import { dayOf, now } from '#lib/clock'
import { proposedTimes, type Seat } from '#lib/meeting-proposals/rules'
import type { Proposal } from '#lib/meeting-proposals/schema'
import { callMeetingAction } from '#lib/meetings/actions'
import type { MeetingPurpose } from '#prisma/generated/enums'

type Props = {
  patient: string
  proposal: Proposal
  seats: readonly Seat[]
  purpose: MeetingPurpose
  ward: Proposal['wards'][number]
  recommendation: Proposal['recommendations'][number] | undefined
  formKey: string
}

/** All that a meeting needs, filled in as it usually is: why, and what the patient said, is for a person to write. */
export function CallForm({ patient, proposal, seats, purpose, ward, recommendation, formKey }: Props) {
  const time = now()
  return (
    <section className="sl-panel" aria-label="Innkalling">
      <ActForm
        action={callMeetingAction}
        formKey={formKey}
        hidden={{ patient, purpose, ward: ward.id, recommendation: recommendation?.id ?? '' }}
        submit="Send innkalling"
      >
        <ReasonChips />
        <AreaField name="reason" label="Hvorfor trengs møtet?" rows={2} value={recommendation?.reason ?? ''} />
        <SeatList seats={seats} />
        <GuestFields />
        <AgreementFields
          representatives={proposal.representatives}
          label="Har pasienten sagt ja til møtet og til alle som er krysset av?"
          time={time}
        />
        <TimeFields times={proposedTimes(dayOf(time))} place={`Møterom, ${ward.name}`} />
        <AgendaFields purpose={purpose} />
      </ActForm>
    </section>
  )
}
