import { ReasonTable } from '#components/quality/reason-table'
import { Empty } from '#components/ui/empty'
import { showDate } from '#lib/dates'
import { deviationText, refusalText } from '#lib/fast-tracks/text'
import { countShown, medianShown, type Share, shareShown } from '#lib/quality/rules'
import type { FastTrackFigures } from '#lib/quality/schema'
import { fewText, shareText } from '#lib/quality/text'

type Props = { figures: FastTrackFigures & { since: Date; until: Date } }

/** How fast the fast tracks were and why not; every figure with what it was counted of and when. */
export function FastTrackSummary({ figures }: Props) {
  const period = `${showDate(figures.since)}–${showDate(figures.until)}`
  if (figures.started === 0)
    return (
      <Empty title="Ingen fast-track ennå">
        <p>
          Ingen ble startet i perioden {period}. Her står hvor raskt pasientene kom til avdelingen sin, og hvorfor ikke.
        </p>
      </Empty>
    )
  return (
    <>
      <FigureRow figures={figures} period={period} />
      <div className="sl-grid2 sl-why">
        <ReasonTable
          title="Hvorfor ikke til VIP-avdelingen?"
          period={period}
          counts={figures.deviations}
          words={deviationText}
        />
        <ReasonTable
          title="Hvorfor kunne ikke avdelingen ta imot?"
          period={period}
          counts={figures.refusals}
          words={refusalText}
        />
      </div>
      <p className="small muted">Tall under 5 vises ikke nøyaktig, for å verne pasientene.</p>
    </>
  )
}

function FigureRow({ figures, period }: Props & { period: string }) {
  const { started, received, within, ownWard, medianMinutes } = figures
  const ofReceived = `av ${countShown(received) ?? fewText} mottatte`
  return (
    <section className="sl-stats" aria-label={`Fast-track ${period}`}>
      <Stat name="Startet" value={countShown(started) ?? fewText} of="fast-track" period={period} />
      <Stat
        name="Mottatt på avdeling"
        value={countShown(received) ?? fewText}
        of={`av ${countShown(started) ?? fewText} startede`}
        period={period}
      />
      <Stat
        name="Fra ankomst til avdeling"
        value={medianShown(medianMinutes, received) ?? shareText.too_few}
        unit="min"
        of={`Median ${ofReceived}`}
        period={period}
      />
      <Stat name="Innen målet" value={inWords(shareShown(within, received))} unit="%" of={ofReceived} period={period} />
      <Stat
        name="Kom til VIP-avdelingen"
        value={inWords(shareShown(ownWard, received))}
        unit="%"
        of={ofReceived}
        period={period}
      />
    </section>
  )
}

type StatProps = { name: string; value: number | string; unit?: string; of: string; period: string }

/** A figure, or words where it is not shown. */
function Stat({ name, value, unit, of, period }: StatProps) {
  return (
    <div className="sl-panel sl-stat">
      <p className="label">{name}</p>
      <p className="v" data-few={typeof value === 'string' ? true : undefined}>
        {value} {typeof value === 'number' && unit && <small>{unit}</small>}
      </p>
      <p className="small muted num">
        {of}
        <br />
        {period}
      </p>
    </div>
  )
}

/** A number, or the words that stand instead of it. */
const inWords = (share: Share) => (typeof share === 'number' ? share : shareText[share])
