import Link from 'next/link'
import type { Column } from '#components/patient-lists/columns'
import { ChevronDownIcon, ChevronUpDownIcon, ChevronUpIcon } from '#components/ui/icons'
import { addressOf, pressed, type View } from '#lib/patient-lists/rules'
import type { ListSort } from '#lib/patient-lists/schema'
import type { Role } from '#prisma/generated/enums'

type Props = { role: Role; view: View; column: Column }

const directionOf = (view: View, sort: ListSort) => {
  if (view.sort !== sort) return 'none'
  return view.down ? 'descending' : 'ascending'
}
const icons = { none: ChevronUpDownIcon, ascending: ChevronUpIcon, descending: ChevronDownIcon }

/** A heading that sorts by its column. */
export function SortHeader({ role, view, column: { name, head, sort } }: Props) {
  if (!sort) return <th scope="col">{head ?? name}</th>
  const direction = directionOf(view, sort)
  const Icon = icons[direction]
  return (
    <th scope="col" aria-sort={direction}>
      <Link href={addressOf(role, { ...view, ...pressed(view, sort), page: 1 })} prefetch={false} scroll={false}>
        {head ?? name}
        <Icon className="i" aria-hidden />
      </Link>
    </th>
  )
}

/** The same for phones, where a table has no heading. */
export function SortLinks({ role, view, columns }: { role: Role; view: View; columns: readonly Column[] }) {
  return (
    <nav className="sl-sorts" aria-label="Rekkefølge">
      <span className="small muted">Sorter etter</span>
      {columns.map(({ name, sort }) => {
        if (!sort) return null
        const direction = directionOf(view, sort)
        const Icon = icons[direction]
        return (
          <Link
            key={name}
            href={addressOf(role, { ...view, ...pressed(view, sort), page: 1 })}
            prefetch={false}
            aria-current={direction === 'none' ? undefined : 'true'}
          >
            {name}
            <Icon className="i" aria-hidden />
          </Link>
        )
      })}
    </nav>
  )
}
