import { now } from '#lib/clock'
import { drawingOfStay, type DrawingSize, type StayDrawing } from '#lib/stay-drawings/rules'
import type { StayDetail } from '#lib/stay-events/schema'

const look = { here: 'sl-tl-acute', ready: 'sl-tl-planned', leave: 'sl-tl-away' } as const

/** Where the patient was, hour by hour: wide, and drawn anew for phones. The table beneath says the same in words. */
export function StayPicture({ stay, label }: { stay: StayDetail; label: string }) {
  const time = now()
  const [wide, narrow] = [drawingOfStay('wide', stay, time), drawingOfStay('narrow', stay, time)]
  if (!wide || !narrow) return <p className="muted">Det er ikke registrert hvor pasienten var.</p>
  return (
    <>
      <Drawing size="wide" drawing={wide} label={label} />
      <Drawing size="narrow" drawing={narrow} label={label} />
      <Legend drawing={wide} />
    </>
  )
}

function Drawing({ size, drawing, label }: { size: DrawingSize; drawing: StayDrawing; label: string }) {
  const { width, height, left, right, bottom, lanes, ticks, parts, struck, end } = drawing
  return (
    <svg className={size} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {ticks.map((tick) => (
        <g key={tick.x}>
          <line x1={tick.x} y1={10} x2={tick.x} y2={bottom} className="sl-tl-month" />
          {tick.label && (
            <text x={tick.x + 4} y={bottom + 18}>
              {tick.label}
            </text>
          )}
        </g>
      ))}
      {lanes.map(({ name, y }) => (
        <g key={name}>
          <line x1={left} y1={y} x2={right} y2={y} className="sl-tl-lane" />
          <text x={size === 'narrow' ? left : 0} y={size === 'narrow' ? y + 27 : y + 5} className="ink">
            {name}
          </text>
        </g>
      ))}
      {parts.map(({ key, x, y, width: wide, as }) => (
        <rect key={key} x={x} y={y - 11} width={wide} height={22} rx={4} className={look[as]} />
      ))}
      {struck.map((x, index) => (
        <path key={`${x} ${index}`} d={`M${x - 4} ${bottom - 4} l8 8 m0 -8 l-8 8`} className="sl-tl-struck" />
      ))}
      <line x1={end.x} y1={10} x2={end.x} y2={bottom} className="sl-tl-today" />
      <text x={right} y={bottom + 18} textAnchor="end" className="ink">
        {end.label}
      </text>
    </svg>
  )
}

/** Only what the picture has. */
function Legend({ drawing: { parts, struck } }: { drawing: StayDrawing }) {
  const has = (as: keyof typeof look) => parts.some((part) => part.as === as)
  return (
    <div className="sl-legend">
      <Key mark={<rect width="22" height="12" rx="3" className={look.here} />}>Her var pasienten</Key>
      {has('leave') && (
        <Key mark={<rect x="1" y="1" width="20" height="10" rx="3" className={look.leave} />}>På permisjon</Key>
      )}
      {has('ready') && (
        <Key mark={<rect x="1" y="1" width="20" height="10" rx="3" className={look.ready} />}>Utskrivningsklar</Key>
      )}
      {struck.length > 0 && (
        <Key mark={<path d="M7 2 l8 8 m0 -8 l-8 8" className="sl-tl-struck" />}>Rettet eller trukket tilbake</Key>
      )}
    </div>
  )
}

function Key({ mark, children }: { mark: React.ReactNode; children: string }) {
  return (
    <span>
      <svg viewBox="0 0 22 12" aria-hidden="true">
        {mark}
      </svg>
      {children}
    </span>
  )
}
