import Link from 'next/link'
import { Meanwhile } from '#components/stay-events/meanwhile'
import { ActForm } from '#components/ui/act-form'
import { SelectField, TextField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import { writeMoment } from '#lib/dates'
import { correctTimeAction, correctWardAction, voidEventAction } from '#lib/stay-corrections/actions'
import { correctionsOf } from '#lib/stay-corrections/rules'
import { voidReasons } from '#lib/stay-corrections/schema'
import type { StayDetail, StayEventRow } from '#lib/stay-events/schema'
import { eventText, reasonText, showKind } from '#lib/stay-events/text'

type Props = { stay: StayDetail; event: StayEventRow; address: string; formKey: string }
type FormProps = Pick<Props, 'stay' | 'event' | 'formKey'>

const Note = () => <TextField name="note" label="Merknad" hint="Kan stå tom." />

/** What was wrong with one event: its time, its ward, or that it happened at all. One form at a time. */
export function CorrectionPanel({ stay, event, address, formKey }: Props) {
  const may = correctionsOf(
    stay.events.map((one) => ({ ...one, at: new Date(one.at) })),
    event,
  )
  const form = { stay, event, formKey }
  return (
    <section className="sl-panel sl-correction" id="rett" aria-labelledby="rett-h">
      <header>
        <h2 id="rett-h">Rett: {showKind(event.kind)}</h2>
        <Link href={address as never} prefetch={false}>
          Lukk
        </Link>
      </header>
      <p className="num">{eventText(event)}</p>
      <p className="small muted">
        Det som sto, slettes ikke. Det står igjen i tabellen med hvem som rettet, når og hvorfor.
        {stay.imported &&
          ' Oppholdet kommer fra journalen: rett det der også. Rettelsen her gjelder til journalen melder noe nytt.'}
      </p>
      <div className="sl-acts sl-folds">
        {may.time && <TimeForm {...form} />}
        {may.ward && <WardForm {...form} />}
        {may.void && <VoidForm {...form} />}
      </div>
    </section>
  )
}

const about = ({ stay, event }: FormProps) => ({ stay: stay.id, seen: String(stay.events.length), event: event.id })

function TimeForm(form: FormProps) {
  return (
    <Fold summary="Feil tid" group="rett">
      <ActForm action={correctTimeAction} formKey={form.formKey} hidden={about(form)} submit="Rett tiden">
        <TextField
          name="at"
          label="Riktig tid"
          value={writeMoment(form.event.at)}
          hint="For eksempel 22.11.2026 14.05"
        />
        <Note />
        <Meanwhile stay={form.stay} />
      </ActForm>
    </Fold>
  )
}

function WardForm(form: FormProps) {
  const options = form.stay.wards.filter(({ id }) => id !== form.event.unit?.id)
  return (
    <Fold summary="Feil avdeling" group="rett">
      <ActForm action={correctWardAction} formKey={form.formKey} hidden={about(form)} submit="Rett avdelingen">
        <SelectField
          name="ward"
          label="Riktig avdeling"
          ask="Velg avdeling"
          options={options.map(({ id, name }) => ({ value: id, text: name }))}
        />
        <Note />
        <p className="small">
          Pasienten har da ikke vært på avdelingen som sto der, og oppholdet lukkes for den med en gang. Er pasienten
          flyttet, registrer det som flytting.
        </p>
        <Meanwhile stay={form.stay} />
      </ActForm>
    </Fold>
  )
}

function VoidForm(form: FormProps) {
  const died = form.event.kind === 'DIED'
  return (
    <Fold summary={died ? 'Pasienten er ikke død' : 'Det skjedde ikke'} group="rett">
      <ActForm action={voidEventAction} formKey={form.formKey} hidden={about(form)} submit="Trekk tilbake">
        <SelectField
          name="reason"
          label="Hvorfor"
          ask="Velg hvorfor"
          options={voidReasons.map((value) => ({ value, text: reasonText[value] }))}
        />
        <Note />
        {died && (
          <p className="small">
            Pasienten står da som innlagt igjen. VIP-status og VIP-kort som ble avsluttet, kommer ikke tilbake av seg
            selv: statusen må vedtas på nytt.
          </p>
        )}
        <Meanwhile stay={form.stay} />
      </ActForm>
    </Fold>
  )
}
