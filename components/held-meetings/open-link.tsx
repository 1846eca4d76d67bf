import Link from 'next/link'
import type { MeetingStatus } from '#prisma/generated/enums'

const open: readonly MeetingStatus[] = ['CONFIRMED', 'HELD', 'MINUTES_SIGNED']

/** The way to the screen that a meeting is held from, once its time is set. */
export function OpenLink({ meeting: { id, status } }: { meeting: { id: string; status: MeetingStatus } }) {
  if (!open.includes(status)) return null
  return (
    <Link className="ds-button" data-variant="secondary" href={`/meetings/${id}/hold`} prefetch={false}>
      {status === 'MINUTES_SIGNED' ? 'Se møtet' : 'Åpne møtet'}
    </Link>
  )
}
