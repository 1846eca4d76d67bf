import { ActForm } from '#components/ui/act-form'
import { showDate } from '#lib/dates'
import { setReservationAction } from '#lib/list-reservations/actions'

/** Whether the patient stands on lists of people who may have use of a meeting, and the switch for it. */
export const ReservationPanel = ({
  patient,
  since,
  formKey,
}: {
  patient: string
  since: Date | string | null
  formKey: string
}) => (
  <section className="sl-panel" aria-labelledby="reservasjon">
    <header>
      <h2 id="reservasjon">Lister over mulige møter</h2>
    </header>
    <p>
      {since
        ? `Pasienten har siden ${showDate(since)} ikke villet stå på slike lister, og står ikke der.`
        : 'Pasienten kan stå på lister over dem som kan ha nytte av et samarbeidsmøte.'}
    </p>
    <ActForm
      action={setReservationAction}
      formKey={formKey}
      hidden={{ patient, reserved: since ? 'no' : 'yes' }}
      submit={since ? 'Pasienten vil kunne stå der igjen' : 'Pasienten vil ikke stå på lister'}
      variant="secondary"
    />
  </section>
)
