import { Meanwhile } from '#components/stay-events/meanwhile'
import { ActForm } from '#components/ui/act-form'
import { CheckField, SelectField, TextField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import { now } from '#lib/clock'
import { showMoment, writeMoment } from '#lib/dates'
import {
  cancelStayAction,
  endLeaveAction,
  joinStaysAction,
  movePatientAction,
  recordDeathAction,
  startLeaveAction,
} from '#lib/stay-events/actions'
import { cancelReasons, leaveReasons, moveReasons, type StayDetail } from '#lib/stay-events/schema'
import { cancelReasonText, reasonText } from '#lib/stay-events/text'

type Props = { stay: StayDetail; formKey: string; vipWard: string | null }

const Note = () => <TextField name="note" label="Merknad" hint="Kan stå tom." />
const When = ({ label }: { label: string }) => (
  <TextField name="at" label={label} value={writeMoment(now())} hint="Bare klokkeslett betyr i dag." />
)

/** What may happen to a patient on the ward, one form at a time; what cannot be undone lies last. */
export function StayActs({ stay, formKey, vipWard }: Props) {
  const about = { formKey, hidden: { stay: stay.id, seen: String(stay.events.length) } }
  return (
    <section className="sl-panel" aria-labelledby="registrer">
      <header>
        <h2 id="registrer">Registrer</h2>
      </header>
      <div className="sl-acts sl-folds">
        {stay.onLeaveSince ? <ReturnForm {...about} stay={stay} /> : <LeaveForm {...about} stay={stay} />}
        <MoveForm {...about} stay={stay} vipWard={vipWard} />
        <DeathForm {...about} stay={stay} />
        {stay.earlierEnded && <JoinForm {...about} stay={stay} />}
        <CancelForm {...about} stay={stay} />
      </div>
    </section>
  )
}

type FormProps = { stay: StayDetail; formKey: string; hidden: Record<string, string> }

function LeaveForm({ stay, ...about }: FormProps) {
  return (
    <Fold summary="Ut på permisjon" group="gjor">
      <ActForm action={startLeaveAction} {...about} submit="Registrer permisjon">
        <When label="Gikk" />
        <SelectField
          name="reason"
          label="Hvorfor"
          ask="Velg hvorfor"
          options={leaveReasons.map((value) => ({ value, text: reasonText[value] }))}
        />
        <Note />
        <Meanwhile stay={stay} />
      </ActForm>
    </Fold>
  )
}

function ReturnForm({ stay, ...about }: FormProps) {
  return (
    <Fold summary="Tilbake fra permisjon" variant="primary" group="gjor">
      <ActForm action={endLeaveAction} {...about} submit="Registrer tilbake">
        <When label="Kom tilbake" />
        <Note />
        <Meanwhile stay={stay} />
      </ActForm>
    </Fold>
  )
}

function MoveForm({ stay, vipWard, ...about }: FormProps & { vipWard: string | null }) {
  const wards = stay.wards.filter(({ id }) => id !== stay.unit?.id)
  const own = wards.find(({ id }) => id === vipWard)
  return (
    <Fold summary="Flyttet til annen avdeling" group="gjor">
      <ActForm action={movePatientAction} {...about} submit="Registrer flytting">
        <SelectField
          name="ward"
          label="Til"
          ask="Velg avdeling"
          options={wards.map(({ id, name }) => ({
            value: id,
            text: id === own?.id ? `${name} (VIP-avdelingen)` : name,
          }))}
          {...(own && { value: own.id })}
        />
        <When label="Flyttet" />
        <SelectField
          name="reason"
          label="Hvorfor"
          ask="Velg hvorfor"
          options={moveReasons.map((value) => ({ value, text: reasonText[value] }))}
          {...(own && { value: 'OWN_WARD' })}
        />
        <Note />
        <p className="small">Oppholdet følger pasienten og lukkes for avdelingen din etter to minutter.</p>
        <Meanwhile stay={stay} />
      </ActForm>
    </Fold>
  )
}

function DeathForm({ stay, ...about }: FormProps) {
  return (
    <Fold summary="Dødsfall" variant="tertiary" group="gjor">
      <ActForm action={recordDeathAction} {...about} submit="Registrer dødsfallet">
        <p className="small">
          Oppholdet, VIP-status og VIP-kort avsluttes med en gang. Blir det feil, kan dødsfallet trekkes tilbake, men
          status og kort kommer ikke tilbake av seg selv.
        </p>
        <When label="Død" />
        <CheckField name="sure" label="Jeg har kontrollert hvem det gjelder" />
        <Meanwhile stay={stay} />
      </ActForm>
    </Fold>
  )
}

function JoinForm({ stay, ...about }: FormProps) {
  return (
    <Fold summary="Lagt inn på nytt ved en feil" variant="tertiary" group="gjor">
      <ActForm action={joinStaysAction} {...about} submit="Slå sammen">
        <p className="small num">
          Pasienten ble skrevet ut {stay.earlierEnded && showMoment(new Date(stay.earlierEnded))}, men dro ikke? Da
          avlyses dette oppholdet, utskrivningen trekkes tilbake, og det forrige går videre her.
        </p>
        <Note />
        <Meanwhile stay={stay} />
      </ActForm>
    </Fold>
  )
}

function CancelForm({ stay, ...about }: FormProps) {
  return (
    <Fold summary="Avlys oppholdet" variant="tertiary" group="gjor">
      <ActForm action={cancelStayAction} {...about} submit="Avlys" variant="secondary">
        <p className="small">
          Er oppholdet registrert på feil pasient? Det avlyses, og tilgangen det ga, lukkes for avdelingen med en gang.
          Be mottak registrere riktig pasient.
        </p>
        <SelectField
          name="reason"
          label="Hvorfor"
          ask="Velg hvorfor"
          options={cancelReasons.map((value) => ({ value, text: cancelReasonText[value] }))}
        />
        <Note />
        <Meanwhile stay={stay} />
      </ActForm>
    </Fold>
  )
}
