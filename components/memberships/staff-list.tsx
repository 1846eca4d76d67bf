import { Columns } from '#components/ui/columns'
import { Empty } from '#components/ui/empty'
import { Filters } from '#components/ui/filters'
import { CheckmarkCircleIcon, HourglassIcon, MinusCircleIcon } from '#components/ui/icons'
import { Pager } from '#components/ui/pager'
import { showDate } from '#lib/dates'
import { type MembershipState, orders, type StaffOrder, states } from '#lib/memberships/schema'
import { nobodyText, orderText, stateText } from '#lib/memberships/text'
import { roleText } from '#lib/organisations/text'
import type { Role } from '#prisma/generated/enums'

type Row = {
  id: string
  role: Role
  validFrom: Date
  validUntil: Date | null
  person: { id: string; givenName: string; familyName: string; disabledAt: Date | null }
  unit: { name: string } | null
}
type Props = {
  rows: readonly Row[]
  counts: Record<MembershipState, number>
  show: MembershipState
  sort: StaffOrder
  page: number
  size: number
}

const signs = {
  active: { colour: 'success', Icon: CheckmarkCircleIcon, name: 'Aktiv' },
  ended: { colour: 'neutral', Icon: MinusCircleIcon, name: 'Avsluttet' },
  coming: { colour: 'info', Icon: HourglassIcon, name: 'Kommer' },
} satisfies Record<MembershipState, object>

/** Who works for the organisation, as what and how long; nothing about patients. */
export function StaffList({ rows, counts, show, sort, page, size }: Props) {
  const address = (to: Partial<Pick<Props, 'show' | 'sort' | 'page'>>) => {
    const { show: shown, sort: order, page: at } = { show, sort, page: 1, ...to }
    return `/admin?${new URLSearchParams({ show: shown, sort: order, ...(at > 1 && { page: String(at) }) })}`
  }
  return (
    <>
      <div className="spread">
        <Filters
          name="Vis"
          choices={states.map((state) => ({
            href: address({ show: state }),
            name: stateText[state],
            chosen: state === show,
            count: counts[state],
          }))}
        />
        <div className="row">
          <span className="label">Sorter etter</span>
          <Filters
            name="Sorter etter"
            choices={orders.map((order) => ({
              href: address({ sort: order }),
              name: orderText[order],
              chosen: order === sort,
            }))}
          />
        </div>
      </div>
      {rows.length === 0 ? (
        <Empty title={nobodyText[show]}>
          <p>Her står navn, rolle og enhet, og fra og til når rollen gjelder.</p>
        </Empty>
      ) : (
        <>
          <section className="sl-panel sl-table" aria-label={`Personer og roller, ${stateText[show].toLowerCase()}`}>
            <table className="ds-table">
              <Columns names={['Navn', 'Rolle', 'Enhet', 'Fra og til', 'Status']} />
              <tbody>
                {rows.map((row) => (
                  <StaffRow key={row.id} row={row} show={show} />
                ))}
              </tbody>
            </table>
          </section>
          <Pager page={page} size={size} total={counts[show]} href={(to) => address({ page: to })} />
        </>
      )}
    </>
  )
}

function StaffRow({ row, show }: { row: Row; show: MembershipState }) {
  const { colour, Icon, name } = signs[show]
  return (
    <tr>
      <th scope="row">
        <a href={`/admin/people/${row.person.id}`}>
          {row.person.givenName} {row.person.familyName}
        </a>
      </th>
      <td>{roleText[row.role]}</td>
      <td>{row.unit?.name ?? 'Hele organisasjonen'}</td>
      <td className="num">
        {showDate(row.validFrom)}–{row.validUntil && showDate(row.validUntil)}
      </td>
      <td>
        <span className="ds-tag" data-color={colour}>
          <Icon className="i" aria-hidden />
          {row.person.disabledAt ? 'Stengt ute' : name}
        </span>
      </td>
    </tr>
  )
}
