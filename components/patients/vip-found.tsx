import { ArrivalActs } from '#components/arrivals/arrival-acts'
import { CardWarning } from '#components/patients/card-warning'
import { VipBand } from '#components/patients/vip-band'
import { CheckmarkCircleIcon, WavesIcon, XMarkOctagonIcon } from '#components/ui/icons'
import type { VipCheck } from '#lib/patients/schema'
import { cardText, phaseText } from '#lib/patients/text'

/** A VIP patient was looked up: who, which ward, whom to call, and what to do now. */
export function VipFound({ check }: { check: VipCheck }) {
  return (
    <>
      <CardWarning card={check.card} />
      <VipBand vip={check} facts={<Facts check={check} />}>
        <h3 id="gjor">Gjør nå</h3>
        <ArrivalActs check={check} mayFastTrack />
      </VipBand>
    </>
  )
}

function Facts({ check }: { check: VipCheck }) {
  const CardIcon = check.card?.status === 'ISSUED' ? CheckmarkCircleIcon : XMarkOctagonIcon
  return (
    <dl>
      <div>
        <dt>Fase</dt>
        <dd>
          <WavesIcon className="i" aria-hidden />
          {phaseText(check.phase)}
        </dd>
      </div>
      <div>
        <dt>VIP-kort</dt>
        <dd>
          <CardIcon className="i" aria-hidden />
          {cardText(check.card)}
        </dd>
      </div>
    </dl>
  )
}
