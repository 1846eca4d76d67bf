import { CheckmarkCircleIcon, ExclamationmarkTriangleIcon } from '#components/ui/icons'
import { showDateInWords } from '#lib/dates'

/** Whether there is a card that counts, and until when. */
export function OwnCard({ until, who }: { until: Date | null; who: string }) {
  return (
    <p className="sl-promise">
      <span className={until ? 'ok' : 'warn'}>
        {until ? (
          <CheckmarkCircleIcon className="i" aria-hidden />
        ) : (
          <ExclamationmarkTriangleIcon className="i" aria-hidden />
        )}
      </span>
      <span className="strong">{until ? `${who} et gyldig kort` : `${who} ikke noe gyldig kort`}</span>
      <small>
        {until ? `Kortet gjelder til ${showDateInWords(until)}.` : 'Ring avdelingen, så ordner de et nytt.'}
      </small>
    </p>
  )
}
