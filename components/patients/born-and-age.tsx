import { now, dayOf } from '#lib/clock'
import { ageOn, showDate } from '#lib/dates'

export function BornAndAge({ birthDate }: { birthDate: string }) {
  return (
    <p className="sl-band__s">
      Født {showDate(birthDate)} · {ageOn(birthDate, dayOf(now()))} år
    </p>
  )
}
