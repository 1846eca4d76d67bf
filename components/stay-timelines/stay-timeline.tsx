import { TimelineDrawing } from '#components/stay-timelines/timeline-drawing'
import { now } from '#lib/clock'
import type { ToldStay } from '#lib/patient-pages/rules'
import type { PatientHeader } from '#lib/patient-pages/schema'
import { drawingOf } from '#lib/stay-timelines/rules'

type Props = {
  header: PatientHeader
  stays: ToldStay[]
  months: number
  lanes: number
  label: string
  /** Whether it has the whole width of the page to itself. */
  full?: boolean
}

/** A wide drawing and one of its own for phones; the stylesheet shows the one that fits. */
export function StayTimeline({ header, stays, months, lanes, label, full }: Props) {
  const [ward] = header.wards
  const vip = ward?.since ? { name: ward.name, since: ward.since } : null
  const asked = { stays, vip, time: now(), months, lanes }
  return (
    <>
      {full && <TimelineDrawing size="full" drawing={drawingOf('full', asked)} label={label} />}
      <TimelineDrawing size="wide" drawing={drawingOf('wide', asked)} label={label} />
      <TimelineDrawing size="narrow" drawing={drawingOf('narrow', asked)} label={label} />
      <Legend />
    </>
  )
}

function Legend() {
  return (
    <div className="sl-legend">
      <span>
        <svg viewBox="0 0 22 12" aria-hidden="true">
          <rect width="22" height="12" rx="3" className="sl-tl-acute" />
        </svg>
        Akutt
      </span>
      <span>
        <svg viewBox="0 0 22 12" aria-hidden="true">
          <rect x="1" y="1" width="20" height="10" rx="3" className="sl-tl-planned" strokeWidth="2" />
        </svg>
        Planlagt
      </span>
      <span>
        <svg viewBox="0 0 22 12" aria-hidden="true">
          <line x1="2" y1="6" x2="20" y2="6" className="sl-tl-tail" />
        </svg>
        30 døgn etter utskrivning
      </span>
      <span>
        <svg viewBox="0 0 22 12" aria-hidden="true">
          <path d="M11 11 5 2h12z" className="sl-tl-again" />
        </svg>
        Reinnleggelse, døgn etter utskrivning
      </span>
    </div>
  )
}
