import { EndOwnStatus } from '#components/case-histories/end-own-status'
import { type Promised, PromiseList } from '#components/measures/promise-list'
import { answerOwnMeasureAction, endOwnPromiseAction } from '#lib/measures/actions'
import type { CaseStatus } from '#prisma/generated/enums'

type Patient = {
  id: string
  givenName: string
  isSelf: boolean
  promises: readonly Promised[]
  cases: readonly { id: string; status: CaseStatus; version: number }[]
}
type Props = { patients: readonly Patient[]; formKey: string }

/** What the patient was promised, in plain words, and the way to say no to VIP status. */
export function OwnPromises({ patients, formKey }: Props) {
  return patients.map(({ id, givenName, isSelf, promises, cases }) => (
    <section key={id} className="stack" aria-labelledby={`lovet-${id}`}>
      <h2 id={`lovet-${id}`}>{isSelf ? 'Dette er du lovet' : `Dette er ${givenName} lovet`}</h2>
      {promises.length === 0 ? (
        <p>Ingenting ennå. Etter et møte står det her hva som skal gjøres, og hvem som gjør det.</p>
      ) : (
        <PromiseList
          own
          promises={promises}
          formKey={formKey}
          acts={{ answer: answerOwnMeasureAction, end: endOwnPromiseAction }}
        />
      )}
      {cases.map((vip) => (
        <EndOwnStatus key={vip.id} vip={vip} name={isSelf ? null : givenName} formKey={formKey} />
      ))}
    </section>
  ))
}
