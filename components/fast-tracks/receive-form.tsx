import { ClearanceFields } from '#components/triage/clearance-fields'
import { ActForm } from '#components/ui/act-form'
import { Fold } from '#components/ui/fold'
import { CheckmarkIcon } from '#components/ui/icons'
import type { BoardRow } from '#lib/boards/schema'
import { receiveAction, receiveClearedAction } from '#lib/fast-tracks/actions'

type Props = { row: BoardRow; time: Date; formKey: string }

/** One click when nothing stands in the way; while the safety band stands, who said that the patient may be moved. */
export function ReceiveForm({ row: { run, name, triage }, time, formKey }: Props) {
  if (!run) return null
  const hidden = { run: run.id, version: String(run.version) }
  const receive = (
    <>
      <CheckmarkIcon className="i" aria-hidden />
      Ta imot
    </>
  )
  if (!triage?.standing)
    return (
      <ActForm action={receiveAction} formKey={formKey} hidden={hidden} submit={receive} label={`Ta imot ${name}`} />
    )
  return (
    <Fold summary={receive} variant="primary" label={`Ta imot ${name}`}>
      <p className="small">Pasienten skulle behandles først. Hvem har avklart at pasienten kan flyttes?</p>
      <ActForm action={receiveClearedAction} formKey={formKey} hidden={hidden} submit="Ta imot">
        <ClearanceFields time={time} />
      </ActForm>
    </Fold>
  )
}
