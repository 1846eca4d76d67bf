import { CardPanel, type CaseWithCards } from '#components/cards/card-panel'
import { PatientHeader } from '#components/patient-pages/patient-header'
import type { PatientHeader as Header } from '#lib/patient-pages/schema'

type Props = { header: Header; cases: readonly CaseWithCards[]; formKey: string }

/** The patient's cards, on a page of their own. */
export function CardPage({ header, cases, formKey }: Props) {
  return (
    <>
      <PatientHeader header={header} tab="card" />
      <div className="sl-page">
        <CardPanel cases={cases} formKey={formKey} />
      </div>
    </>
  )
}
