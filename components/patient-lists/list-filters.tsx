import { Filters } from '#components/ui/filters'
import { addressOf, filtersOf, type View } from '#lib/patient-lists/rules'
import type { ListAnswer } from '#lib/patient-lists/schema'
import { filterText } from '#lib/patient-lists/text'
import type { Role } from '#prisma/generated/enums'

type Props = { role: Role; view: View; counts: ListAnswer['counts'] }

export function ListFilters({ role, view, counts }: Props) {
  const choices = filtersOf(role).map((filter) => ({
    href: addressOf(role, { ...view, filter, page: 1 }),
    name: filterText[filter],
    chosen: filter === view.filter,
    count: counts[filter],
  }))
  return <Filters name="Filter" choices={choices} />
}
