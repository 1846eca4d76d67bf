import Link from 'next/link'
import { DateTile } from '#components/meetings/date-tile'
import { Chip } from '#components/ui/chip'
import { showMoment } from '#lib/dates'
import type { MeetingList } from '#lib/meeting-pages/schema'
import { meetingText, statusText } from '#lib/meetings/text'
import type { MeetingStatus } from '#prisma/generated/enums'

const kinds = {
  DRAFT: 'neutral',
  CALLED: 'waiting',
  CONFIRMED: 'success',
  HELD: 'waiting',
  MINUTES_SIGNED: 'success',
  CANCELLED: 'neutral',
} as const satisfies Record<MeetingStatus, string>

/** One meeting: when, what about, and how far it has come. */
export function MeetingRow({ meeting }: { meeting: MeetingList['meetings'][number] }) {
  const { id, purpose, status, ward, startsAt, proposed, seats, yes } = meeting
  const time = startsAt ?? proposed ?? meeting.calledAt
  const isOpen = status === 'CALLED' || status === 'CONFIRMED'
  return (
    <li className="sl-next">
      <DateTile time={time} />
      <div>
        <Link className="strong" href={`/meetings/${id}`} prefetch={false}>
          {meetingText[purpose]}
        </Link>
        <p className="small muted num">
          {startsAt ? showMoment(startsAt) : `Første forslag ${showMoment(time)}`}
          {ward && ` · ${ward}`}
        </p>
        <p className="small muted">Kalt inn av {meeting.calledBy}</p>
        <div className="chips">
          <Chip kind={kinds[status]}>{statusText[status]}</Chip>
          {isOpen && (
            <Chip kind="neutral">
              {yes} av {seats} har svart ja
            </Chip>
          )}
        </div>
      </div>
    </li>
  )
}
