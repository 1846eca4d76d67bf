import type { Route } from 'next'
import Link from 'next/link'
import { HistoryDrawing } from '#components/case-histories/history-drawing'
import { HistoryTable } from '#components/case-histories/history-table'
import { PatientHeader } from '#components/patient-pages/patient-header'
import { ActForm } from '#components/ui/act-form'
import { Empty } from '#components/ui/empty'
import { AreaField, CheckField, RadioField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import { now } from '#lib/clock'
import { showDate } from '#lib/dates'
import { beginReviewAction, endStatusAction } from '#lib/case-histories/actions'
import { caseStatusText } from '#lib/case-histories/text'
import { spansOf } from '#lib/case-histories/rules'
import { methodText } from '#lib/decisions/text'
import type { PatientHeader as Header } from '#lib/patient-pages/schema'
import type { CaseStatus, EndCause } from '#prisma/generated/enums'

type Name = { givenName: string; familyName: string }
export type Event = {
  id: string
  status: CaseStatus
  cause: EndCause | null
  reason: string | null
  meetingId: string | null
  at: Date
  ward: { name: string } | null
  person: Name | null
}
type History = {
  id: string
  status: CaseStatus
  reviewOn: Date | null
  version: number
  trust: { name: string }
  ward: { name: string } | null
  events: readonly Event[]
}
type Props = { opened: { header: Header; cases: readonly History[] }; formKey: string }

/** What the VIP status has been, as a picture and in words, and what may become of it now. */
export function HistoryPage({ opened: { header, cases }, formKey }: Props) {
  return (
    <>
      <PatientHeader header={header} />
      <div className="sl-page">
        {cases.length === 0 && (
          <Empty title="Ingen VIP-sak">
            <p>Når pasienten blir anbefalt eller et møte kalles inn, står det her.</p>
          </Empty>
        )}
        {cases.map((vip) => (
          <section key={vip.id} className="sl-panel sl-figure" aria-labelledby={`sak-${vip.id}`}>
            <header>
              <h2 id={`sak-${vip.id}`}>{[vip.ward?.name, vip.trust.name].filter(Boolean).join(', ')}</h2>
              <span className="small num">
                {caseStatusText[vip.status]}
                {vip.reviewOn && vip.status !== 'ENDED' && `, ny vurdering ${showDate(vip.reviewOn)}`}
              </span>
            </header>
            <HistoryDrawing spans={spansOf(vip.events)} time={now()} />
            <HistoryTable spans={spansOf(vip.events)} />
            {vip.status !== 'ENDED' && <Acts vip={vip} patient={header.id} formKey={formKey} />}
          </section>
        ))}
      </div>
    </>
  )
}

function Acts({ vip: { id, version, status }, patient, formKey }: { vip: History; patient: string; formKey: string }) {
  const hidden = { case: id, seen: String(version) }
  return (
    <div className="row">
      {status === 'ACTIVE' && (
        <ActForm
          key={`review${version}`}
          action={beginReviewAction}
          formKey={formKey}
          hidden={hidden}
          submit="Begynn ny vurdering"
          variant="secondary"
        />
      )}
      {status === 'UNDER_REVIEW' && (
        <Link
          className="ds-button"
          data-variant="secondary"
          href={`/patients/${patient}/meetings/new` as Route}
          prefetch={false}
        >
          Kall inn til evalueringsmøte
        </Link>
      )}
      <Fold summary="Pasienten vil ikke lenger" variant="tertiary">
        <p>VIP-status slutter med en gang. Kort og tilgang slutter også.</p>
        <ActForm
          key={`end${version}`}
          action={endStatusAction}
          formKey={formKey}
          hidden={hidden}
          submit="Avslutt VIP-status"
          variant="secondary"
        >
          <RadioField
            name="method"
            label="Hvordan sa pasienten det?"
            options={(['ORAL', 'WRITTEN', 'DIGITAL'] as const).map((value) => ({ value, text: methodText[value] }))}
          />
          <AreaField name="text" label="Hva sa pasienten?" rows={2} />
          <CheckField name="sure" label="Dette er pasientens ønske" />
        </ActForm>
      </Fold>
    </div>
  )
}
