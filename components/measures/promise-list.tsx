import { ActForm } from '#components/ui/act-form'
import { Chip } from '#components/ui/chip'
import { AreaField, RadioField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import type { FormAction } from '#components/ui/use-send'
import { showDate, showDateInWords } from '#lib/dates'
import type { PromiseState } from '#lib/measures/rules'
import { ownStateText, stateColour, stateText } from '#lib/measures/text'
import type { MeasureStatus } from '#prisma/generated/enums'

export type Promised = {
  id: string
  goal: string | null
  text: string
  responsible: string
  dueOn: Date
  state: PromiseState
  status: MeasureStatus
  theirs: boolean
  answer: string | null
  endedNote: string | null
  version: number
}
type Done = { id: string | null }
type Acts = { answer: FormAction<Done>; end: FormAction<Done> }
type Props = { promises: readonly Promised[]; formKey: string; acts: Acts; own?: boolean }

/** What was promised, by whom, until when, and what has become of it; late ones stand first. */
export function PromiseList({ promises, formKey, acts, own = false }: Props) {
  const show = own ? showDateInWords : showDate
  return (
    <ul className="sl-rows">
      {promises.map((promise) => (
        <li key={promise.id} className="sl-measure-row">
          <div>
            <b className="strong">{promise.text}</b>
            <p className="small muted num">
              {promise.responsible} · {own ? 'innen' : 'frist'} {show(promise.dueOn)}
              {promise.goal && ` · ${own ? 'det skal hjelpe med' : 'mål'}: ${promise.goal}`}
            </p>
            {(promise.endedNote ?? promise.answer) && <p className="small">«{promise.endedNote ?? promise.answer}»</p>}
          </div>
          <div className="stack-2">
            <Chip kind={stateColour[promise.state]}>{(own ? ownStateText : stateText)[promise.state]}</Chip>
            {promise.theirs && <Act promise={promise} formKey={formKey} acts={acts} />}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Act({
  promise: { id, version, status, text },
  formKey,
  acts,
}: { promise: Promised } & Omit<Props, 'promises'>) {
  const hidden = { measure: id, seen: String(version) }
  if (status === 'ASKED')
    return (
      <Fold summary="Svar" label={`Svar på: ${text}`}>
        <ActForm key={`answer${version}`} action={acts.answer} formKey={formKey} hidden={hidden} submit="Send svaret">
          <RadioField
            name="answer"
            label="Tar dere på dere dette?"
            options={[
              { value: 'yes', text: 'Ja' },
              { value: 'no', text: 'Nei' },
            ]}
          />
          <AreaField name="text" label="Begrunnelse" hint="Må skrives når svaret er nei." rows={2} />
        </ActForm>
      </Fold>
    )
  if (status !== 'ACCEPTED') return null
  return (
    <Fold summary="Ble det gjort?" label={`Ble det gjort: ${text}`}>
      <ActForm key={`end${version}`} action={acts.end} formKey={formKey} hidden={hidden} submit="Lagre">
        <RadioField
          name="kept"
          label="Ble det gjort?"
          options={[
            { value: 'yes', text: 'Ja, det er gjort' },
            { value: 'no', text: 'Nei, det blir ikke gjort' },
          ]}
        />
        <AreaField name="text" label="Hva skjedde" hint="Må skrives når det ikke ble gjort." rows={2} />
      </ActForm>
    </Fold>
  )
}
