import { BoardEmpty } from '#components/boards/board-empty'
import { LiveStatus } from '#components/boards/live-status'
import { RunRow } from '#components/boards/run-row'
import type { LiveBoard } from '#components/boards/use-board'
import { WaitingList } from '#components/boards/waiting-list'
import { Columns } from '#components/ui/columns'
import { byAge, byNeed } from '#lib/boards/rules'

type Props = { live: LiveBoard; kind: 'reception' | 'flow'; formKey: string }

/** Everybody on the way to a ward, with the clock running; and below, who waits in reception without a run. */
export function FastTrackBoard({ live, kind, formKey }: Props) {
  const { board, time, state } = live
  const order = kind === 'flow' ? byNeed : byAge
  const runs = board.rows.filter(({ run }) => run).toSorted(order)
  const others = board.rows.filter(({ run }) => !run).toSorted(order)
  const waiting = <WaitingList rows={others} time={time} kind={kind} />
  // Whoever is to be treated first stands first for the one who keeps the flow.
  const isWorse = kind === 'flow' && others.some(({ triage }) => triage?.standing)
  return (
    <>
      {isWorse && waiting}
      <section
        className="sl-panel sl-table"
        id="fasttrack"
        aria-labelledby="ft"
        data-stale={state !== 'live' || undefined}
      >
        <header>
          <div className="row row--wide">
            <h2 id="ft">Fast-track nå</h2>
            <span className="small">Mål: {board.target} min fra ankomst til avdeling</span>
          </div>
          <LiveStatus {...live} />
        </header>
        {runs.length === 0 ? (
          <BoardEmpty />
        ) : (
          <table className="ds-table" data-hover>
            <Columns names={['Pasient', 'Til', 'Tid siden ankomst', 'Svar fra avdelingen']} acts />
            <tbody>
              {runs.map((row) => (
                <RunRow key={row.stay?.id} row={row} time={time} board={board} kind={kind} formKey={formKey} />
              ))}
            </tbody>
          </table>
        )}
      </section>
      {!isWorse && waiting}
    </>
  )
}
