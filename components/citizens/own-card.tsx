import Link from 'next/link'
import { ChevronRightIcon, ExclamationmarkTriangleIcon, PersonRectangleIcon } from '#components/ui/icons'
import { showDateInWords } from '#lib/dates'

/** The way to the card that counts, or that there is none. */
export function OwnCard({ until, who }: { until: Date | null; who: string }) {
  if (until)
    return (
      <Link className="sl-link-row" href="/my/card" prefetch={false}>
        <PersonRectangleIcon className="i" aria-hidden />
        <span>
          Vis kortet
          <small>Gjelder til {showDateInWords(until)}</small>
        </span>
        <ChevronRightIcon className="i" aria-hidden />
      </Link>
    )
  return (
    <p className="sl-promise">
      <span className="warn">
        <ExclamationmarkTriangleIcon className="i" aria-hidden />
      </span>
      <span className="strong">{who} ikke noe gyldig kort</span>
      <small>Ring avdelingen, så ordner de et nytt.</small>
    </p>
  )
}
