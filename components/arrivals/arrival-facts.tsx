import { EnterIcon } from '#components/ui/icons'
import type { ArrivalView } from '#lib/arrivals/schema'
import { modeText, urgencyText } from '#lib/arrivals/text'
import { showMoment } from '#lib/dates'

/** When the patient came, how, and how much it hastened. */
export function ArrivalFacts({ arrival: { arrivedAt, urgency, arrivalMode } }: { arrival: ArrivalView }) {
  return (
    <div>
      <dt>Ankom</dt>
      <dd>
        <EnterIcon className="i" aria-hidden />
        {showMoment(arrivedAt)}
      </dd>
      <dd className="sl-band__s">
        {urgencyText[urgency]}
        {arrivalMode && ` · ${modeText[arrivalMode]}`}
      </dd>
    </div>
  )
}
