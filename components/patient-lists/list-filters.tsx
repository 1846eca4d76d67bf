import Link from 'next/link'
import { addressOf, filtersOf, type View } from '#lib/patient-lists/rules'
import type { ListAnswer } from '#lib/patient-lists/schema'
import { filterText } from '#lib/patient-lists/text'
import type { Role } from '#prisma/generated/enums'

type Props = { role: Role; view: View; counts: ListAnswer['counts'] }

export function ListFilters({ role, view, counts }: Props) {
  return (
    <nav className="sl-filters" aria-label="Filter">
      {filtersOf(role).map((filter) => (
        <Link
          key={filter}
          href={addressOf(role, { ...view, filter, page: 1 })}
          prefetch={false}
          aria-current={filter === view.filter ? 'true' : undefined}
        >
          {filterText[filter]} <span className="sl-count">{counts[filter]}</span>
        </Link>
      ))}
    </nav>
  )
}
