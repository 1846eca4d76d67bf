import Link from 'next/link'

export type Tab = 'overview' | 'meetings' | 'stays' | 'agreement' | 'card'

/** Links to pages of their own, each a look that is written down: never fetched beforehand. */
export function PatientTabs({ id, tab }: { id: string; tab: Tab }) {
  return (
    <nav className="sl-tabs" aria-label="Pasientens sider">
      <Link href={`/patients/${id}`} prefetch={false} aria-current={tab === 'overview' ? 'page' : undefined}>
        Oversikt
      </Link>
      <Link href={`/patients/${id}/meetings`} prefetch={false} aria-current={tab === 'meetings' ? 'page' : undefined}>
        Møter
      </Link>
      <Link href={`/patients/${id}/stays`} prefetch={false} aria-current={tab === 'stays' ? 'page' : undefined}>
        Opphold
      </Link>
      <Link href={`/patients/${id}/agreement`} prefetch={false} aria-current={tab === 'agreement' ? 'page' : undefined}>
        Avtale
      </Link>
      <Link href={`/patients/${id}/card`} prefetch={false} aria-current={tab === 'card' ? 'page' : undefined}>
        Kort
      </Link>
    </nav>
  )
}
