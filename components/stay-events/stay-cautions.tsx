import { Caution } from '#components/ui/caution'
import { now } from '#lib/clock'
import { showMoment } from '#lib/dates'
import type { PatientHeader } from '#lib/patient-pages/schema'
import { isLongAway } from '#lib/stay-courses/rules'
import type { StayDetail } from '#lib/stay-events/schema'
import { whyText } from '#lib/stay-events/text'

/** What somebody should stop at: a leave that never ended, a death that was none, a stay that never was. */
export function StayCautions({ header, stay }: { header: PatientHeader; stay: StayDetail }) {
  const { events, onLeaveSince, status } = stay
  const cancelled = events.find(({ kind }) => kind === 'CANCELLED')
  const deaths = new Set(events.filter(({ kind }) => kind === 'DIED').map(({ id }) => id))
  const revived = events.some(({ kind, replacesId }) => kind === 'VOIDED' && replacesId && deaths.has(replacesId))
  return (
    <>
      {status === 'CANCELLED' && (
        <Caution>
          <b>Oppholdet er avlyst</b> og regnes ikke med. {cancelled && whyText(cancelled)}
        </Caution>
      )}
      {onLeaveSince && isLongAway(new Date(onLeaveSince), now()) && (
        <Caution>
          <b>Permisjonen har vart i mer enn tre døgn</b>, siden {showMoment(new Date(onLeaveSince))}. Er pasienten
          tilbake, registrer det. Kommer pasienten ikke, må oppholdet avsluttes i journalen.
        </Caution>
      )}
      {revived && !header.deceasedAt && (
        <Caution>
          <b>Et dødsfall er trukket tilbake.</b> VIP-status og VIP-kort som ble avsluttet med det, kommer ikke tilbake
          av seg selv. Statusen må vedtas på nytt.
        </Caution>
      )}
    </>
  )
}
