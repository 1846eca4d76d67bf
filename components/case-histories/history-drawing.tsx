import type { Event } from '#components/case-histories/history-page'
import { showDate } from '#lib/dates'
import { pieceOf, type Span } from '#lib/case-histories/rules'
import { caseStatusText } from '#lib/case-histories/text'

const width = 900

/** The states as pieces of one line, from the first to now; the table beside it says the same. */
export function HistoryDrawing({ spans, time }: { spans: readonly Span<Event>[]; time: Date }) {
  const [first] = spans
  if (!first) return null
  const label = `Fra ${showDate(first.from)} til i dag: ${spans.map(({ status }) => caseStatusText[status]).join(', ')}`
  return (
    <svg className="sl-history" viewBox={`0 0 ${width} 56`} role="img" aria-label={label}>
      {spans.map((span) => {
        const { x, width: long } = pieceOf(span, first.from, time, width)
        return (
          <g key={span.id}>
            <rect x={x} y={8} width={Math.max(4, long - 2)} height={20} rx={4} data-status={span.status} />
            {long > 110 && (
              <text x={x + 2} y={46}>
                {caseStatusText[span.status]}
              </text>
            )}
          </g>
        )
      })}
    </svg>
  )
}
