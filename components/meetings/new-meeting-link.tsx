import Link from 'next/link'
import type { Actor } from '#lib/permissions'

/** To the page where a meeting is called, or recommended by those who mostly may not call one. */
export const NewMeetingLink = ({ patient, actor }: { patient: string; actor: Actor }) => (
  <Link
    className="ds-button"
    data-variant="secondary"
    data-fullwidth
    href={`/patients/${patient}/meetings/new`}
    prefetch={false}
  >
    {['NURSE', 'PARTICIPANT'].includes(actor.role) ? 'Anbefal samarbeidsmøte' : 'Start samarbeidsmøte'}
  </Link>
)
