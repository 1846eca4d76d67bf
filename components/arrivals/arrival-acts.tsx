import Link from 'next/link'
import { ArrivalForm } from '#components/arrivals/arrival-form'
import { Fold } from '#components/ui/fold'
import { EnterIcon, TimerStartIcon } from '#components/ui/icons'
import { showMoment } from '#lib/dates'
import type { Found } from '#lib/patients/schema'

/** What reception does now with the one who was looked up: two clicks to the arrival, two to the fast track. */
export function ArrivalActs({ check, mayFastTrack }: { check: Found; mayFastTrack: boolean }) {
  const { here, lookUp, at, arrivalKey } = check
  if (here) return <AlreadyHere here={here} />
  const form = { lookUp, at, formKey: arrivalKey }
  return (
    <div className="sl-acts">
      <Fold
        variant="primary"
        group="gjor"
        summary={
          <>
            <EnterIcon className="i" aria-hidden />
            Registrer ankomst
          </>
        }
      >
        <ArrivalForm {...form} fastTrack={false} submit="Registrer" />
      </Fold>
      {mayFastTrack && (
        <Fold
          group="gjor"
          summary={
            <>
              <TimerStartIcon className="i" aria-hidden />
              Start fast-track
            </>
          }
        >
          <ArrivalForm {...form} fastTrack submit="Start nå" />
        </Fold>
      )}
      {mayFastTrack && (
        <p className="small muted">
          Fast-track registrerer ankomsten og spør avdelingen, som ser det på tavlen sin. Triage gjøres alltid først.
        </p>
      )}
    </div>
  )
}

function AlreadyHere({ here }: { here: NonNullable<Found['here']> }) {
  const since = showMoment(new Date(here.since))
  if (here.status === 'ON_WARD' || here.status === 'READY_FOR_DISCHARGE')
    return (
      <p>
        Pasienten er innlagt på <b>{here.unit}</b> siden {since}.
      </p>
    )
  return (
    <div className="sl-acts">
      <p>
        Ankomsten er registrert i <b>{here.unit}</b> {since}.
      </p>
      {here.own && (
        <Link
          className="ds-button"
          data-variant="primary"
          data-fullwidth
          href={`/reception/${here.id}`}
          prefetch={false}
        >
          Åpne pasienten i mottak
        </Link>
      )}
    </div>
  )
}
