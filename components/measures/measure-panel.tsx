import { MeasureForm } from '#components/measures/measure-form'
import { ActForm } from '#components/ui/act-form'
import { Chip } from '#components/ui/chip'
import { Fold } from '#components/ui/fold'
import { PlusIcon } from '#components/ui/icons'
import { showDate } from '#lib/dates'
import type { HeldMeeting } from '#lib/held-meetings/schema'
import { changeMeasureAction } from '#lib/measures/actions'

type Props = { meeting: HeldMeeting; writes: boolean; formKey: string }

/** What is to be done, by whom, and who has said yes. */
export function MeasurePanel({ meeting, writes, formKey }: Props) {
  const { measures } = meeting
  return (
    <section className="sl-panel" aria-labelledby="tiltak">
      <header>
        <h2 id="tiltak">Tiltak fra møtet</h2>
        <span className="small">Går inn i planen når referatet er signert</span>
      </header>
      {measures.length === 0 && <p className="muted">Ingen tiltak ennå.</p>}
      <ul className="sl-rows">
        {measures.map((measure) => (
          <li key={measure.id} className="sl-measure-row">
            <span>
              <b className="strong">{measure.text}</b>
              <br />
              <span className="small muted num">
                {measure.responsible} · {measure.startsOn && `fra ${showDate(measure.startsOn)}, `}
                frist {showDate(measure.dueOn)}
                {measure.goal && ` · mål: ${measure.goal}`}
              </span>
            </span>
            <span className="row">
              {measure.agreedAt ? <Chip kind="success">Har sagt ja</Chip> : <Chip kind="waiting">Ikke svart</Chip>}
              {writes && measure.status === 'DRAFT' && <Changes measure={measure} formKey={formKey} />}
            </span>
          </li>
        ))}
      </ul>
      {writes && (
        <Fold
          summary={
            <>
              <PlusIcon className="i" aria-hidden />
              Nytt tiltak
            </>
          }
        >
          <MeasureForm key={measures.length} meeting={meeting} formKey={formKey} />
        </Fold>
      )}
    </section>
  )
}

function Changes({ measure, formKey }: { measure: HeldMeeting['measures'][number]; formKey: string }) {
  const { id, version, agreedAt, text } = measure
  const hidden = { measure: id, seen: String(version) }
  return (
    <>
      {agreedAt === null && (
        <ActForm
          key={`yes${version}`}
          action={changeMeasureAction}
          formKey={formKey}
          hidden={{ ...hidden, change: 'AGREE' }}
          submit="Sa ja"
          label={`Sa ja til: ${text}`}
          variant="tertiary"
        />
      )}
      <ActForm
        key={`off${version}`}
        action={changeMeasureAction}
        formKey={formKey}
        hidden={{ ...hidden, change: agreedAt ? 'DISAGREE' : 'REMOVE' }}
        submit={agreedAt ? 'Angre ja' : 'Fjern'}
        label={agreedAt ? `Angre ja til: ${text}` : `Fjern: ${text}`}
        variant="tertiary"
      />
    </>
  )
}
