'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import { FastTrackBoard } from '#components/boards/fast-track-board'
import { useBoard } from '#components/boards/use-board'
import { ReceptionDesk } from '#components/patients/reception-desk'
import { Caution } from '#components/ui/caution'
import { isRead } from '#lib/boards/rules'
import type { Board } from '#lib/boards/schema'

type Props = {
  board: Board
  formKey: string
  hospital: string
  /** The stay that the page is about, and what it shows of it. */
  stay?: string
  children?: ReactNode
}

/** What of a stay the page above the board shows too. */
function signOf({ rows }: Board, stay: string | undefined) {
  const row = rows.find((one) => one.stay?.id === stay)
  return row ? JSON.stringify([row.stay?.status, row.run?.version, row.triage]) : 'left'
}

/** The field, the patient the page is about, and the board; a red band must not wait until somebody reloads. */
export function ReceptionRoom({ board: initial, formKey, hospital, stay, children }: Props) {
  const live = useBoard(initial, '/api/boards/reception', formKey)
  const router = useRouter()
  const sign = signOf(live.board, stay)
  const isOld = sign !== 'left' && sign !== signOf(initial, stay)
  useEffect(() => {
    if (isOld) router.refresh()
  }, [isOld, sign, router])

  return (
    <>
      <ReceptionDesk formKey={formKey} hospital={hospital} stay={stay}>
        {stay && (sign === 'left' ? <HasLeft /> : children)}
      </ReceptionDesk>
      {isRead(live.board) ? <FastTrackBoard live={live} kind="reception" formKey={formKey} /> : <ShowBoard />}
    </>
  )
}

/** Below an answer that came without JavaScript; with it the board comes by itself. */
const ShowBoard = () => (
  <Link className="ds-button" data-variant="secondary" href="/reception" prefetch={false}>
    Vis tavlen
  </Link>
)

const HasLeft = () => (
  <Caution>
    <b>Pasienten er ikke lenger i mottak.</b> Avdelingen har tatt imot, eller ankomsten er avsluttet.
  </Caution>
)
