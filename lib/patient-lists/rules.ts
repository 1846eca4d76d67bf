import { daysBetween } from '#lib/dates'
import { type ListFilter, type ListQuery, type ListSort, pageSize } from '#lib/patient-lists/schema'
import type { Role } from '#prisma/generated/enums'

export type View = { filter: ListFilter; sort: ListSort; down: boolean; page: number }

const filtersOfAll = ['alle', 'inne', 'ustabil'] as const
const usual: Partial<Record<Role, Pick<View, 'sort' | 'down'>>> = {
  GP: { sort: 'akutte', down: true },
  CASEWORKER: { sort: 'frist', down: false },
}
const byName = { sort: 'navn', down: false } as const
const usualOf = (role: Role) => usual[role] ?? byName

/** Deadlines are the caseworkers' work. */
export const hasDeadlines = (role: Role) => role === 'CASEWORKER'
export const filtersOf = (role: Role): readonly ListFilter[] =>
  hasDeadlines(role) ? [...filtersOfAll, 'frist'] : filtersOfAll

/** What is shown: what the address says as far as it is for this role, and otherwise what the role is best served by. */
export function viewOf(role: Role, { vis, sorter, side }: ListQuery): View {
  const sort = sorter?.replace('-', '') as ListSort | undefined
  const sorted = sort && (sort !== 'frist' || hasDeadlines(role))
  return {
    filter: filtersOf(role).includes(vis) ? vis : 'alle',
    ...(sorted ? { sort, down: sorter?.startsWith('-') ?? false } : usualOf(role)),
    page: side,
  }
}

/** The address of a view, as short as it can be; another filter or order begins at its first page. */
export function addressOf(role: Role, view: Omit<View, 'page'> & { page?: number }) {
  const { sort, down } = usualOf(role)
  const query = new URLSearchParams()
  if (view.filter !== 'alle') query.set('vis', view.filter)
  if (view.sort !== sort || view.down !== down) query.set('sorter', `${view.down ? '-' : ''}${view.sort}`)
  if (view.page && view.page > 1) query.set('side', String(view.page))
  return query.size ? (`/patients?${query}` as const) : '/patients'
}

/** How a column is sorted when it is pressed: figures from the highest, the rest from the first; pressed again, the other way. */
export function pressed({ sort, down }: View, column: ListSort): Pick<View, 'sort' | 'down'> {
  const first = column === 'akutte' || column === 'akutte12' || column === 'fase'
  return { sort: column, down: sort === column ? !down : first }
}

/** Which page of how many is shown, and which rows; a page after the last is the last. */
export function pageOf(page: number, total: number) {
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const shown = Math.min(page, pages)
  return { page: shown, pages, first: total ? (shown - 1) * pageSize + 1 : 0, last: Math.min(shown * pageSize, total) }
}

export type DueGroup = 'overdue' | 'soon' | 'later' | 'none'

/** Where in the work list a deadline belongs: past, within two weeks, later. */
export function groupOf(deadline: { on: string } | null, today: string): DueGroup {
  if (!deadline) return 'none'
  const days = daysBetween(today, deadline.on)
  if (days < 0) return 'overdue'
  return days <= 14 ? 'soon' : 'later'
}
