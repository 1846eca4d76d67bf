import { type Promised, PromiseList } from '#components/measures/promise-list'
import { PatientHeader } from '#components/patient-pages/patient-header'
import { Empty } from '#components/ui/empty'
import { answerMeasureAction, endPromiseAction } from '#lib/measures/actions'
import type { PatientHeader as Header } from '#lib/patient-pages/schema'

type Props = { ledger: { header: Header; promises: readonly Promised[] }; formKey: string }

/** The ledger of promises to one patient, for the team. */
export function PromisePage({ ledger: { header, promises }, formKey }: Props) {
  const late = promises.filter(({ state }) => state === 'LATE').length
  return (
    <>
      <PatientHeader header={header} />
      <div className="sl-page">
        {promises.length === 0 ? (
          <Empty title="Ingenting er lovet ennå">
            <p>Når et møtereferat er signert, står tiltakene her: hvem som har lovet hva, og innen når.</p>
          </Empty>
        ) : (
          <section className="sl-panel" aria-labelledby="lovet">
            <header>
              <h2 id="lovet">Dette er lovet</h2>
              <span className="small num">
                {promises.length} i alt{late > 0 && `, ${late} forsinket`}
              </span>
            </header>
            <PromiseList
              promises={promises}
              formKey={formKey}
              acts={{ answer: answerMeasureAction, end: endPromiseAction }}
            />
          </section>
        )}
      </div>
    </>
  )
}
