import Link from 'next/link'
import { ChevronRightIcon, PersonCheckmarkIcon } from '#components/ui/icons'

export const MeetingsRow = () => (
  <Link className="sl-link-row" href="/my/meetings" prefetch={false}>
    <PersonCheckmarkIcon className="i" aria-hidden />
    <span>
      Møter
      <small>Svar på tid, og skriv det du vil si</small>
    </span>
    <ChevronRightIcon className="i" aria-hidden />
  </Link>
)
