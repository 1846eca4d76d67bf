import { MinutesLeft } from '#components/emergency-access/minutes-left'
import { ActForm } from '#components/ui/act-form'
import { PadlockUnlockedIcon } from '#components/ui/icons'
import { showTime } from '#lib/dates'
import { endEmergencyAction } from '#lib/emergency-access/actions'
import type { Actor } from '#lib/permissions'

type Props = { open: NonNullable<Actor['emergencies']>; formKey: string }

/** What is open by break-glass, on every page while it lasts; who the patient is stands on the patient's own page. */
export function EmergencyBand({ open, formKey }: Props) {
  if (open.length === 0) return null
  return (
    <section className="sl-glass" aria-label="Nødtilgang">
      <ul>
        {open.map(({ patientId, until, minutesLeft }) => (
          <li key={patientId}>
            <PadlockUnlockedIcon className="i" aria-hidden />
            <p>
              <b>Nødtilgang er åpen til {showTime(new Date(until))}</b>
              <MinutesLeft key={until} minutes={minutesLeft} />
            </p>
            <a className="ds-button" data-variant="tertiary" href={`/patients/${patientId}/emergency`}>
              Til pasienten
            </a>
            <ActForm
              action={endEmergencyAction}
              formKey={formKey}
              hidden={{ patient: patientId }}
              submit="Avslutt nå"
              variant="secondary"
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
