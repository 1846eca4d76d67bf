import { Fragment } from 'react'
import { columnsOf } from '#components/patient-lists/columns'
import { SortHeader, SortLinks } from '#components/patient-lists/sort-header'
import { dayOf, now } from '#lib/clock'
import { groupOf, type View } from '#lib/patient-lists/rules'
import type { Listed } from '#lib/patient-lists/schema'
import { groupText, listTitle } from '#lib/patient-lists/text'
import type { Role } from '#prisma/generated/enums'

/** One row a patient; a work list by deadline is parted into overdue, soon and later. */
export function PatientTable({ role, view, rows }: { role: Role; view: View; rows: Listed[] }) {
  const columns = columnsOf(role)
  const today = dayOf(now())
  const groups = view.sort === 'frist' && rows.map(({ deadline }) => groupOf(deadline, today))
  return (
    <section className="sl-panel sl-table sl-list" aria-label={listTitle(role)}>
      <SortLinks role={role} view={view} columns={columns} />
      <table className="ds-table" data-hover>
        <thead>
          <tr>
            {columns.map((column) => (
              <SortHeader key={column.name} role={role} view={view} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Fragment key={row.id}>
              {groups && groups[index] !== groups[index - 1] && (
                <tr className="sl-group">
                  <th colSpan={columns.length} scope="colgroup">
                    {groupText[groups[index] ?? 'none']}
                  </th>
                </tr>
              )}
              <tr>
                {columns.map(({ name, cell }) => (
                  <Fragment key={name}>{cell(row, today)}</Fragment>
                ))}
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  )
}
