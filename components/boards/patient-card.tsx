import type { Route } from 'next'
import Link from 'next/link'
import { CardActs } from '#components/boards/card-acts'
import { CardName } from '#components/boards/card-name'
import { Chip } from '#components/ui/chip'
import { Clock } from '#components/boards/clock'
import type { LiveBoard } from '#components/boards/use-board'
import { ExclamationmarkTriangleIcon } from '#components/ui/icons'
import type { Lane } from '#lib/boards/rules'
import type { BoardRow } from '#lib/boards/schema'
import { factOf, triageText } from '#lib/boards/text'
import { showDay, showMoment } from '#lib/dates'
import { isLongAway } from '#lib/stay-courses/rules'

type Props = { row: BoardRow; lane: Lane; live: LiveBoard; formKey: string }

/** One patient: who, the clock or one fact, chips, the one act. */
export function PatientCard({ row, lane, live: { board, time }, formKey }: Props) {
  const { stay, run, triage, vipWard } = row
  const waits = lane === 'ON_WAY' || lane === 'IN_RECEPTION'
  const own = vipWard?.id === board.unitId
  return (
    <li className="sl-pcard">
      <CardName row={row} level={3} />
      {waits && run && run.status !== 'RECEIVED' && stay?.arrivedAt && (
        <Clock from={stay.arrivedAt} to={time} target={run.targetMinutes} />
      )}
      {waits && triage?.standing && (
        <p className="fact num">
          <span className="danger strong">
            <ExclamationmarkTriangleIcon className="i" aria-hidden /> Behandles først
          </span>
          . {triageText(triage)}.
        </p>
      )}
      <p className="fact num">{factOf(row, board.unitId ?? '', time)}</p>
      {!own && vipWard && (
        <div className="chips">
          <Chip kind="warning">
            VIP på {vipWard.name}
            {run?.moveOn && `, flyttes ${showDay(run.moveOn)}`}
          </Chip>
        </div>
      )}
      {stay && !waits && <StayLink row={row} stay={stay} time={time} />}
      <CardActs row={row} unitId={board.unitId ?? ''} time={time} formKey={formKey} />
    </li>
  )
}

type StayProps = { row: BoardRow; stay: NonNullable<BoardRow['stay']>; time: Date }

/** To everything that was written of the stay; and whether the patient is out, or has been out for so long that somebody should ask. */
function StayLink({ row: { patientId, name }, stay: { id, onLeaveSince }, time }: StayProps) {
  const since = onLeaveSince && new Date(onLeaveSince)
  return (
    <>
      {since && (
        <div className="chips">
          <Chip kind={isLongAway(since, time) ? 'warning' : 'neutral'}>
            {isLongAway(since, time) ? 'Ikke tilbake fra permisjon' : 'På permisjon'} siden {showMoment(since)}
          </Chip>
        </div>
      )}
      <Link
        className="sl-correct"
        href={`/patients/${patientId}/stays/${id}` as Route}
        prefetch={false}
        aria-label={`Oppholdet til ${name}`}
      >
        Oppholdet
      </Link>
    </>
  )
}
