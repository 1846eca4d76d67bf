import { Chip } from '#components/ui/chip'
import type { BoardRun } from '#lib/boards/schema'
import { answerText, answerTimes } from '#lib/boards/text'

const kinds = {
  ASKED: 'waiting',
  ACCEPTED: 'success',
  DELAYED: 'success',
  REFUSED: 'warning',
  RECEIVED: 'success',
  CANCELLED: 'neutral',
} as const

/** What the ward has said, and when. */
export function AnswerChip({ run }: { run: BoardRun }) {
  return (
    <div>
      <Chip kind={kinds[run.status]}>{answerText(run)}</Chip>
      <small>{answerTimes(run)}</small>
    </div>
  )
}
