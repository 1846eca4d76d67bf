'use client'

import { FastTrackBoard } from '#components/boards/fast-track-board'
import { useBoard } from '#components/boards/use-board'
import type { Board } from '#lib/boards/schema'

/** The receptions of a whole trust, for those who keep the flow. */
export function FlowBoard({ board, formKey }: { board: Board; formKey: string }) {
  const live = useBoard(board, '/api/boards/flow', formKey)
  return <FastTrackBoard live={live} kind="flow" formKey={formKey} />
}
