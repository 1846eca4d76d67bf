import { Chip } from '#components/ui/chip'
import { Clock } from '#components/boards/clock'
import { RunAct } from '#components/boards/run-act'
import { Who } from '#components/boards/who'
import { AnswerChip } from '#components/fast-tracks/answer-chip'
import type { Board, BoardRow } from '#lib/boards/schema'
import { triageText } from '#lib/boards/text'
import { showDay } from '#lib/dates'
import { deviationText } from '#lib/fast-tracks/text'

type Props = { row: BoardRow; board: Board; time: Date; kind: 'reception' | 'flow'; formKey: string }

export function RunRow({ row, board, time, kind, formKey }: Props) {
  const { run, stay, triage } = row
  if (!run || !stay?.arrivedAt) return null
  return (
    <tr>
      <th scope="row">
        <Who row={row} kind={kind} />
        {triage?.standing && <Chip kind="danger">Behandles først. {triageText(triage)}</Chip>}
      </th>
      <td>
        <span className="strong">{run.ward.name}</span>
        {run.deviation && (
          <small>
            {deviationText[run.deviation]}. Flyttes {run.moveOn && showDay(run.moveOn)}
          </small>
        )}
      </td>
      <td className="sl-clock-cell">
        <Clock from={stay.arrivedAt} to={time} target={run.targetMinutes} />
      </td>
      <td>
        <AnswerChip run={run} />
      </td>
      <td>
        <RunAct row={row} wards={board.wards} formKey={formKey} />
      </td>
    </tr>
  )
}
