import type { Board, BoardRow } from '#lib/boards/schema'
import type { StayStatus } from '#prisma/generated/enums'

const minute = 60_000

/** Whole minutes from one moment to another, never less than none. */
export const minutesBetween = (from: string | Date, to: string | Date) =>
  Math.max(0, Math.floor((new Date(to).getTime() - new Date(from).getTime()) / minute))

/** The board of a page that came without it; whatever is fetched is newer. */
export const unread = (scope: string): Board => ({ at: '', target: 0, unitId: null, scope, rows: [], wards: [] })
export const isRead = ({ at }: Board) => at !== ''

export type ClockState = 'under' | 'near' | 'over'

/** Near is the last five minutes before the target; the target itself is still kept. */
export const clockState = (minutes: number, target: number): ClockState =>
  minutes > target ? 'over' : minutes >= target - 5 ? 'near' : 'under'

export const lanes = ['ON_WAY', 'IN_RECEPTION', 'ON_WARD', 'READY', 'HOME'] as const
export type Lane = (typeof lanes)[number]

const laneOfStatus: Record<StayStatus, Lane> = {
  EXPECTED: 'HOME',
  ARRIVED: 'IN_RECEPTION',
  IN_RECEPTION: 'IN_RECEPTION',
  ON_WARD: 'ON_WARD',
  READY_FOR_DISCHARGE: 'READY',
  DISCHARGED: 'HOME',
  CANCELLED: 'HOME',
}

/** Where a patient stands on the board of a ward. On the way is only who this ward has said yes to. */
export function laneOf({ stay, run }: BoardRow, unitId: string): Lane {
  if (!stay) return 'HOME'
  const lane = laneOfStatus[stay.status]
  const isComing = run?.ward.id === unitId && (run.status === 'ACCEPTED' || run.status === 'DELAYED')
  return lane === 'IN_RECEPTION' && isComing ? 'ON_WAY' : lane
}

/** Oldest first: whoever has waited longest, and at home whoever was in last. */
export function byAge(a: BoardRow, b: BoardRow) {
  const [first, second] = [a.stay?.arrivedAt ?? '', b.stay?.arrivedAt ?? '']
  if (first !== second) return first < second ? -1 : 1
  const [left, right] = [a.lastDischargedAt ?? '', b.lastDischargedAt ?? '']
  if (left !== right) return left > right ? -1 : 1
  return a.name.localeCompare(b.name, 'nb')
}

export const rowsOf = (board: Board, lane: Lane) =>
  board.rows.filter((row) => laneOf(row, board.unitId ?? '') === lane).toSorted(byAge)

/** Worst first: those to be treated first, then those who are furthest over the target. */
export function byNeed(a: BoardRow, b: BoardRow) {
  const urgent = Number(b.triage?.standing ?? false) - Number(a.triage?.standing ?? false)
  return urgent || byAge(a, b)
}
