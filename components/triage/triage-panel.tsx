import { ColourForm } from '#components/triage/colour-form'
import { News2Form } from '#components/triage/news2-form'
import { News2Result } from '#components/triage/news2-result'
import { Fold } from '#components/ui/fold'
import type { ArrivalView } from '#lib/arrivals/schema'
import { dayOf, now } from '#lib/clock'
import { showDate, showTime } from '#lib/dates'
import { clearanceRoleText } from '#lib/fast-tracks/text'
import { mayUseNews2 } from '#lib/triage/rules'
import { resultText } from '#lib/triage/text'

type Props = { arrival: ArrivalView; formKey: string }

/** The newest triage with its points, and the form for the next one. */
export function TriagePanel({ arrival, formKey }: Props) {
  const { triage, patient, id } = arrival
  const grownUp = mayUseNews2(patient.birthDate, dayOf(now()))
  const forms = (
    <div className="stack-5">
      {grownUp ? (
        <News2Form stay={id} formKey={formKey} />
      ) : (
        <p>NEWS2 brukes ikke for pasienter under 16 år. Bruk annen triage.</p>
      )}
      <ColourForm stay={id} formKey={formKey} />
    </div>
  )
  if (!triage)
    return (
      <section className="sl-panel" aria-labelledby="triage">
        <header>
          <h2 id="triage">Triage</h2>
          <span className="small">Ikke gjort. Uten triage innen 2 timer lukkes journalen for mottaket.</span>
        </header>
        {forms}
      </section>
    )
  return (
    <section className="sl-panel" aria-labelledby="triage">
      <header>
        <h2 id="triage">{resultText(triage)}</h2>
        <span className="small num">
          Registrert {showTime(triage.recordedAt)} av {triage.recordedBy}
          {triage.scale === 'TWO' && ` · SpO₂-skala 2, besluttet av ${triage.scaleDecidedBy}`}
        </span>
      </header>
      {triage.kind === 'NEWS2' && <News2Result triage={triage} />}
      {triage.clearance && (
        <p className="small">
          Behandling avklart av {triage.clearance.clearedBy} ({clearanceRoleText[triage.clearance.clearedRole]}){' '}
          {showDate(triage.clearance.clearedAt)} {showTime(triage.clearance.clearedAt)}.
        </p>
      )}
      <div className="sl-after">
        <Fold summary="Registrer nye verdier">{forms}</Fold>
      </div>
    </section>
  )
}
