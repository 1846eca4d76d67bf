import { RedirectForm } from '#components/fast-tracks/redirect-form'
import { Fold } from '#components/ui/fold'
import { PhoneLink } from '#components/ui/phone-link'
import type { BoardRow, WardChoice } from '#lib/boards/schema'

type Props = { row: BoardRow; wards: readonly WardChoice[]; formKey: string }

/** The one act that helps now: another ward after a no, the telephone before an answer. */
export function RunAct({ row: { run, vipWard, name }, wards, formKey }: Props) {
  if (!run) return null
  const other = (
    <Fold
      summary="Velg annen avdeling"
      variant={run.status === 'REFUSED' ? 'secondary' : 'tertiary'}
      label={`Velg annen avdeling for ${name}`}
    >
      <RedirectForm run={run} vipWard={vipWard?.id ?? null} wards={wards} formKey={formKey} />
    </Fold>
  )
  if (run.status === 'REFUSED') return other
  return (
    <div className="stack-2">
      {run.ward.phone && <PhoneLink name={run.ward.name} phone={run.ward.phone} />}
      {run.status === 'ASKED' && other}
    </div>
  )
}
