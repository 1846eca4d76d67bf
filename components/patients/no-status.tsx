import { ArrivalActs } from '#components/arrivals/arrival-acts'
import { RecommendPlace } from '#components/cases/recommend-place'
import { BornAndAge } from '#components/patients/born-and-age'
import { CardWarning } from '#components/patients/card-warning'
import { PlainBand } from '#components/patients/plain-band'
import { Caution } from '#components/ui/caution'
import { CircleSlashIcon } from '#components/ui/icons'
import type { Check } from '#lib/patients/schema'

/** As clear an answer as the other one; the arrival can be registered all the same. */
export function NoStatus({ check, hospital }: { check: Extract<Check, { outcome: 'none' }>; hospital: string }) {
  const { patient, card } = check
  return (
    <PlainBand
      icon={<CircleSlashIcon className="i" aria-hidden />}
      kicker="Ingen VIP-status"
      title={patient.name}
      aside={
        <>
          <p className="sl-band__k">Vanlig mottak</p>
          <p className="sl-band__s">Pasienten har ikke VIP-status ved {hospital}. Følg vanlig forløp.</p>
          {patient.deceased && <Caution>Pasienten er registrert som død. Kontroller nummeret.</Caution>}
          <CardWarning card={card} />
        </>
      }
      body={
        !patient.deceased && (
          <>
            <RecommendPlace here={check.here} />
            <section aria-labelledby="gjor">
              <h3 id="gjor">Gjør nå</h3>
              <ArrivalActs check={check} mayFastTrack={false} />
            </section>
          </>
        )
      }
    >
      <BornAndAge birthDate={patient.birthDate} />
    </PlainBand>
  )
}
