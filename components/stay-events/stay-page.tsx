import Link from 'next/link'
import { PatientHeader } from '#components/patient-pages/patient-header'
import { CorrectionPanel } from '#components/stay-events/correction-panel'
import { EventTable } from '#components/stay-events/event-table'
import { StayActs } from '#components/stay-events/stay-acts'
import { StayCautions } from '#components/stay-events/stay-cautions'
import { StayPicture } from '#components/stay-events/stay-picture'
import { StaySummary } from '#components/stay-events/stay-summary'
import { UndoBand } from '#components/stay-events/undo-band'
import { ArrowLeftIcon } from '#components/ui/icons'
import { now } from '#lib/clock'
import type { PatientHeader as Header } from '#lib/patient-pages/schema'
import { mayUndo, undoTime } from '#lib/stay-corrections/rules'
import type { StayDetail, StayEventRow } from '#lib/stay-events/schema'
import { doneText, pictureText } from '#lib/stay-events/text'

type Props = {
  opened: { header: Header; stay: StayDetail; personId: string | null; unitId: string | null }
  /** Whether the one who looks may put stays of the own ward right at all. */
  mayCorrect: boolean
  correcting: string | undefined
  formKey: string
}

/** One stay: its picture, everything that was written of it, and what may be written now. */
export function StayPage({ opened: { header, stay, personId, unitId }, mayCorrect, correcting, formKey }: Props) {
  const address = `/patients/${header.id}/stays/${stay.id}`
  const here = mayCorrect && stay.unit?.id === unitId && stay.status !== 'CANCELLED' && !stay.unit.reception
  const isIn = stay.status === 'ON_WARD' || stay.status === 'READY_FOR_DISCHARGE'
  const undoable = mayCorrect ? undoableOf(stay, personId) : null
  const target = here && correcting ? newestOf(stay.events, correcting, personId) : null
  return (
    <>
      <PatientHeader header={header} tab="stays" />
      <div className="sl-page">
        <Link className="sl-back" href={`/patients/${header.id}/stays` as never} prefetch={false}>
          <ArrowLeftIcon className="i" aria-hidden />
          Alle opphold
        </Link>
        {here && isIn && (
          <a className="sl-back sl-jump" href="#registrer">
            Registrer
          </a>
        )}
        <div className="sl-cols">
          <div>
            {undoable && (
              <UndoBand
                key={undoable.id}
                {...{ stay: stay.id, event: undoable.id, formKey }}
                words={doneText(undoable)}
                left={undoTime - (now().getTime() - Date.parse(undoable.recordedAt))}
              />
            )}
            <StayCautions header={header} stay={stay} />
            {target && <CorrectionPanel key={correcting} {...{ stay, address, formKey }} event={target} />}
            <section className="sl-panel sl-figure" aria-labelledby="tidslinje">
              <header>
                <h2 id="tidslinje">Slik gikk oppholdet</h2>
              </header>
              <StayPicture stay={stay} label={pictureText(stay)} />
            </section>
            <EventTable stay={stay} address={address} mayCorrect={here} />
          </div>
          <aside aria-label="Tilstand og registrering">
            <StaySummary stay={stay} />
            {here && isIn && <StayActs stay={stay} formKey={formKey} vipWard={header.wards[0]?.id ?? null} />}
          </aside>
        </div>
      </div>
    </>
  )
}

function undoableOf(stay: StayDetail, personId: string | null) {
  const facts = stay.events.map((event) => ({
    ...event,
    at: new Date(event.at),
    recordedAt: new Date(event.recordedAt),
  }))
  const newest = facts.at(-1)
  return (newest && mayUndo(facts, newest, now(), personId) && stay.events.at(-1)) || null
}

/** What the event has become since the page was shown; none when it was this person who has just put it right. */
function newestOf(events: readonly StayEventRow[], id: string, personId: string | null): StayEventRow | null {
  const event = events.find((one) => one.id === id)
  const next = events.find(({ replacesId }) => replacesId === id)
  const isRecent = next && now().getTime() - Date.parse(next.recordedAt) <= undoTime
  if (isRecent && next.recordedById === personId) return null
  return next && next.kind !== 'VOIDED' ? newestOf(events, next.id, personId) : (event ?? null)
}
