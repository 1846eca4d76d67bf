import type { TriageView } from '#lib/arrivals/schema'
import { news2Points, type News2Points } from '#lib/triage/rules'
import { consciousnessText, parameterText } from '#lib/triage/text'

/** Each value with its points; three in one and two in one stand out, also in words. */
export function News2Result({ triage }: { triage: TriageView }) {
  const { respiration, saturation, scale, oxygen, systolic, pulse, consciousness, temperature } = triage
  if (respiration === null || saturation === null || scale === null || oxygen === null || systolic === null) return null
  if (pulse === null || consciousness === null || temperature === null) return null
  const points = news2Points({
    respiration,
    saturation,
    scale,
    oxygen,
    systolic,
    pulse,
    consciousness,
    temperature: temperature,
  })
  const shown: Record<keyof News2Points, string> = {
    respiration: `${respiration} /min`,
    saturation: `${saturation} %`,
    oxygen: oxygen ? 'Ja' : 'Nei',
    systolic: `${systolic} mmHg`,
    pulse: `${pulse} /min`,
    consciousness: consciousnessText[consciousness],
    temperature: `${temperature.toFixed(1).replace('.', ',')} °C`,
  }
  return (
    <ul className="sl-news">
      {(Object.keys(shown) as (keyof News2Points)[]).map((name) => (
        <li key={name} data-p={points[name]}>
          <span>{parameterText[name]}</span>
          <b>{shown[name]}</b>
          <i>{points[name]} poeng</i>
        </li>
      ))}
    </ul>
  )
}
