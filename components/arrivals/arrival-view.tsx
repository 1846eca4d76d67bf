import { ArrivalFacts } from '#components/arrivals/arrival-facts'
import { EndForms } from '#components/arrivals/end-forms'
import { FastTrackActs } from '#components/fast-tracks/fast-track-acts'
import { BornAndAge } from '#components/patients/born-and-age'
import { PlainBand } from '#components/patients/plain-band'
import { VipBand } from '#components/patients/vip-band'
import { RecommendHere } from '#components/recommendations/recommend-here'
import { SafetyBand } from '#components/triage/safety-band'
import { TriagePanel } from '#components/triage/triage-panel'
import { WavesIcon } from '#components/ui/icons'
import type { ArrivalView as Arrival } from '#lib/arrivals/schema'
import { phaseText } from '#lib/patients/text'

type Props = { arrival: Arrival; formKey: string }

/** A patient in reception: treat first if so, then who it is, what helps, triage, and the way to the ward. */
export function ArrivalView({ arrival, formKey }: Props) {
  const { patient, ward, triage } = arrival
  const standing = Boolean(triage?.unsafe && !triage.clearance)
  return (
    <>
      {standing && triage && <SafetyBand arrival={arrival} triage={triage} formKey={formKey} />}
      {ward ? (
        <VipBand
          vip={{ ...arrival, ward }}
          facts={
            <dl>
              <div>
                <dt>Fase</dt>
                <dd>
                  <WavesIcon className="i" aria-hidden />
                  {phaseText(arrival.phase && { ...arrival.phase, since: arrival.phase.since.toISOString() })}
                </dd>
              </div>
              <ArrivalFacts arrival={arrival} />
            </dl>
          }
        >
          <h3 id="gjor">Gjør nå</h3>
          <FastTrackActs arrival={arrival} standing={standing} formKey={formKey} />
        </VipBand>
      ) : (
        <PlainBand
          icon={null}
          kicker="Vanlig mottak"
          title={patient.name}
          aside={
            <dl>
              <ArrivalFacts arrival={arrival} />
            </dl>
          }
        >
          <BornAndAge birthDate={patient.birthDate} />
        </PlainBand>
      )}
      <TriagePanel arrival={arrival} formKey={formKey} />
      <RecommendHere arrival={arrival} formKey={formKey} />
      <EndForms arrival={arrival} formKey={formKey} />
    </>
  )
}
