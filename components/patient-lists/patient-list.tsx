import { FindPatientForm } from '#components/patient-lists/find-patient-form'
import { ListFilters } from '#components/patient-lists/list-filters'
import { ListPages } from '#components/patient-lists/list-pages'
import { NothingListed } from '#components/patient-lists/nothing-listed'
import { PatientTable } from '#components/patient-lists/patient-table'
import type { View } from '#lib/patient-lists/rules'
import type { ListAnswer } from '#lib/patient-lists/schema'
import { listTitle, orderText } from '#lib/patient-lists/text'
import type { Role } from '#prisma/generated/enums'

type Props = { role: Role; view: View; list: ListAnswer; formKey: string }

/** The patients somebody has to do with: find one, filter, sort, open. */
export function PatientList({ role, view, list, formKey }: Props) {
  const all = list.counts.alle
  return (
    <div className="sl-page">
      <div className="sl-title">
        <div>
          <h1>{listTitle(role)}</h1>
          {all > 0 && (
            <p>
              {all} {all === 1 ? 'pasient' : 'pasienter'}, {orderText(view)}
            </p>
          )}
        </div>
        {all > 0 && <FindPatientForm formKey={formKey} />}
      </div>
      {all > 0 && <ListFilters role={role} view={view} counts={list.counts} />}
      {list.rows.length ? (
        <PatientTable role={role} view={view} rows={list.rows} />
      ) : (
        <NothingListed role={role} view={view} all={all} />
      )}
      {list.rows.length > 0 && <ListPages role={role} view={view} total={list.counts[view.filter]} />}
    </div>
  )
}
