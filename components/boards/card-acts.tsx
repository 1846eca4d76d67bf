import { AnswerForms } from '#components/fast-tracks/answer-forms'
import { ReceiveForm } from '#components/fast-tracks/receive-form'
import { Fold } from '#components/ui/fold'
import type { BoardRow } from '#lib/boards/schema'
import { open } from '#lib/fast-tracks/rules'

type Props = { row: BoardRow; unitId: string; time: Date; formKey: string }

/** What this ward may do with the run now; nothing when it is not asked. */
export function CardActs({ row, unitId, time, formKey }: Props) {
  const { run, name } = row
  if (!run || run.ward.id !== unitId || !open[run.status].answer) return null
  const answers = <AnswerForms run={run} name={name} formKey={formKey} />
  if (run.status === 'ASKED') return answers
  return (
    <div className="stack-2">
      {open[run.status].receive && <ReceiveForm row={row} time={time} formKey={formKey} />}
      <Fold summary="Endre svar" variant="tertiary" label={`Endre svar for ${name}`}>
        {answers}
      </Fold>
    </div>
  )
}
