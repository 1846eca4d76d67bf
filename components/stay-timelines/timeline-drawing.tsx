import { daysText } from '#lib/patient-pages/text'
import type { Drawing, Size } from '#lib/stay-timelines/rules'

type Props = { size: Size; drawing: Drawing; label: string }

/** Filled is acute, outlined is planned; what the colours say, the shapes and the table say too. */
export function TimelineDrawing({ size, drawing, label }: Props) {
  const { width, height, left, right, bottom, months, lanes, marks, vip, today } = drawing
  return (
    <svg className={size} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      {vip && <rect x={vip.x} y={64} width={right - vip.x} height={bottom - 64} className="sl-tl-since" />}
      {months.map((month) => (
        <g key={month.x}>
          <line x1={month.x} y1={64} x2={month.x} y2={bottom} className="sl-tl-month" />
          {month.label && (
            <text x={month.x + 4} y={bottom + 20}>
              {month.label}
            </text>
          )}
        </g>
      ))}
      {lanes.map((lane) => (
        <g key={lane.name}>
          <line x1={left} y1={lane.y} x2={right} y2={lane.y} className="sl-tl-lane" />
          <text x={size === 'narrow' ? left : 0} y={lane.y + (size === 'narrow' ? 30 : 5)} className="ink">
            {lane.name}
          </text>
        </g>
      ))}
      {vip && (
        <g>
          <line x1={vip.x} y1={30} x2={vip.x} y2={bottom} className="sl-tl-vip" />
          <rect x={vip.box} y={14} width={vip.boxWidth} height={26} rx={6} className="sl-tl-box" />
          <text x={vip.box + 10} y={32} className="on">
            {vip.label}
          </text>
        </g>
      )}
      {marks.map((mark) => (
        <StayMark key={mark.id} mark={mark} />
      ))}
      <line x1={today.x} y1={62} x2={today.x} y2={bottom} className="sl-tl-today" />
      {today.y !== null && <circle cx={today.x} cy={today.y} r={8} className="sl-tl-here" />}
      <text x={today.x + 2} y={56} textAnchor="end" className="ink">
        {today.label}
      </text>
    </svg>
  )
}

function StayMark({ mark: { x, y, width, acute, tail, readmission } }: { mark: Drawing['marks'][number] }) {
  return (
    <g>
      {tail && tail.until > tail.from && <line x1={tail.from} y1={y} x2={tail.until} y2={y} className="sl-tl-tail" />}
      <rect x={x} y={y - 13} width={width} height={26} rx={4} className={acute ? 'sl-tl-acute' : 'sl-tl-planned'} />
      {readmission && <path d={`M${readmission.x} ${y - 17} l-6 -9 h12 z`} className="sl-tl-again" />}
      {readmission?.label && (
        <text
          x={readmission.label.x}
          y={y - 18}
          textAnchor={readmission.label.end ? 'end' : undefined}
          className="sl-tl-days"
        >
          {daysText(readmission.label.days)}
        </text>
      )}
    </g>
  )
}
