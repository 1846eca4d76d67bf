'use client'

import { useEffect } from 'react'
import { HomeLane } from '#components/boards/home-lane'
import { LiveStatus } from '#components/boards/live-status'
import { PatientCard } from '#components/boards/patient-card'
import { useBoard } from '#components/boards/use-board'
import { lanes, rowsOf } from '#lib/boards/rules'
import type { Board } from '#lib/boards/schema'
import { laneText } from '#lib/boards/text'
import { showDate } from '#lib/dates'

type Props = { board: Board; ward: string; formKey: string }

/** The VIP patients of a ward by where they are. Lanes keep their order; within one the oldest wait stands first. */
export function WardBoard({ board: initial, ward, formKey }: Props) {
  const live = useBoard(initial, '/api/boards/ward', formKey)
  const { board, time, state } = live
  const asked = board.rows.filter(({ run }) => run?.status === 'ASKED' && run.ward.id === board.unitId)
  const unsafe = board.rows.filter(({ triage, stay }) => triage?.standing && stay?.status !== 'ON_WARD')

  // On a wall or in another tab the number is what is seen.
  useEffect(() => {
    const count = asked.length
    document.title = `${count ? `(${count}) ` : ''}Tavle – Samløp`
  }, [asked.length])

  return (
    <>
      <div className="sl-title">
        <div>
          <h1>{ward}</h1>
          <p className="num">
            {showDate(time)} · {board.rows.length} VIP-pasienter
          </p>
        </div>
        <LiveStatus {...live} />
      </div>
      <output className="ds-sr-only">
        {asked.map(({ name }) => `${name} er i mottak og venter på svar. `)}
        {unsafe.map(({ name }) => `${name} behandles først i mottak. `)}
      </output>
      <nav className="sl-lanejump sl-filters" aria-label="Gå til kolonne">
        {lanes.map((lane) => (
          <a key={lane} href={`#${lane}`}>
            {laneText[lane]} <span className="sl-count">{rowsOf(board, lane).length}</span>
          </a>
        ))}
      </nav>
      <div className="sl-board" data-stale={state !== 'live' || undefined}>
        {lanes.map((lane) => {
          const rows = rowsOf(board, lane)
          return (
            <section key={lane} className="sl-lane" id={lane} aria-labelledby={`${lane}-h`}>
              <header>
                <h2 id={`${lane}-h`}>{laneText[lane]}</h2>
                <span className="sl-count">{rows.length}</span>
              </header>
              {lane === 'HOME' ? (
                <HomeLane rows={rows} />
              ) : (
                <ul className="sl-cardlist">
                  {rows.map((row) => (
                    <PatientCard key={row.patientId} row={row} lane={lane} live={live} formKey={formKey} />
                  ))}
                </ul>
              )}
              {rows.length === 0 && <p className="small muted">Ingen nå</p>}
            </section>
          )
        })}
      </div>
    </>
  )
}
