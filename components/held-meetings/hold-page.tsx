import Link from 'next/link'
import { DecisionPanel } from '#components/decisions/decision-panel'
import { AgendaPanel } from '#components/held-meetings/agenda-panel'
import { AttendancePanel } from '#components/held-meetings/attendance-panel'
import { NoteConflict } from '#components/held-meetings/note-conflict'
import { NoteForm } from '#components/held-meetings/note-form'
import { OwnView } from '#components/held-meetings/own-view'
import { MeasurePanel } from '#components/measures/measure-panel'
import { WriteMinutes } from '#components/minutes/write-minutes'
import { Caution } from '#components/ui/caution'
import { now } from '#lib/clock'
import { showMoment, showTime } from '#lib/dates'
import { decides, isTooEarly, lacksOf, type Timed, timed } from '#lib/held-meetings/rules'
import type { HeldMeeting } from '#lib/held-meetings/schema'
import { holdRefusalText, purposeTitle } from '#lib/held-meetings/text'

type Props = { meeting: HeldMeeting; asked: number; formKey: string; role: 'leads' | 'keeps' | 'reads' }

/** One screen to drive a meeting from: agenda, the patient's own view, notes, measures, decision, and who is there. */
export function HoldPage({ meeting, asked, formKey, role }: Props) {
  const { id, patient, seats, view, status } = meeting
  const isOpen = status !== 'MINUTES_SIGNED' && status !== 'CANCELLED'
  const isEarly = isTooEarly(meeting, now())
  const leads = role === 'leads' && isOpen && !isEarly
  const items = timed(meeting.items, meeting.startsAt)
  const open = Math.min(asked, Math.max(1, items.length))
  const item = items[open - 1]
  const lacks = lacksOf({ seats, hasView: view !== null, noGp: meeting.noGpAt !== null })
  const isThere = seats.some(({ capacity, attended }) => capacity === 'PATIENT' && attended)
  const isDeciding = decides(meeting.purpose)
  return (
    <div className="sl-page">
      <Title meeting={meeting} role={role} />
      {isEarly && role !== 'reads' && (
        <Caution>
          <b>{holdRefusalText.too_early}</b> Notater kan skrives nå.
        </Caution>
      )}
      <div className="sl-edit sl-meet">
        <aside aria-label="Agenda">
          <AgendaPanel meeting={id} items={items} open={open} writes />
        </aside>
        <div>
          <OwnView
            meeting={id}
            name={patient.givenName}
            view={view}
            isThere={isThere}
            leads={leads}
            formKey={formKey}
          />
          {item && (
            <ItemPanel
              meeting={id}
              item={item}
              last={open >= items.length}
              writes={isOpen && role !== 'reads'}
              formKey={formKey}
            />
          )}
          <MeasurePanel meeting={meeting} writes={isOpen && !isEarly && role !== 'reads'} formKey={formKey} />
          {isDeciding && <DecisionPanel meeting={meeting} lacks={lacks} leads={leads} formKey={formKey} />}
          {leads && <WriteMinutes meeting={id} editions={meeting.editions} formKey={formKey} />}
        </div>
        <aside aria-label="Til stede">
          <AttendancePanel
            meeting={{ id, version: meeting.version, chairId: meeting.chairId, noGp: meeting.noGpAt !== null }}
            seats={seats}
            lacks={lacks}
            leads={leads}
            decides={isDeciding}
            formKey={formKey}
          />
        </aside>
      </div>
    </div>
  )
}

function aboutMeeting({ startsAt, endsAt, place, videoUrl }: HeldMeeting, role: Props['role']) {
  const time = startsAt && `${showMoment(startsAt)}${endsAt ? `–${showTime(endsAt).slice(4)}` : ''}`
  const where = [place, videoUrl && 'video'].filter(Boolean).join(' og ')
  const who = { leads: 'Du leder møtet', keeps: 'Du kan skrive notater', reads: 'Du kan lese' }[role]
  return [time ?? 'Tiden er ikke bestemt', where, who].filter(Boolean).join(' · ')
}

type ItemProps = {
  meeting: string
  item: Timed<HeldMeeting['items'][number]>
  last: boolean
  writes: boolean
  formKey: string
}

/** The part of the agenda that is open, with its note. */
function ItemPanel({ meeting, item, last, writes, formKey }: ItemProps) {
  return (
    <section className="sl-panel" aria-labelledby="punkt">
      <header>
        <h2 id="punkt">{item.title}</h2>
        <span className="small num">{item.minutes} min</span>
      </header>
      {writes ? (
        <>
          <NoteForm
            key={item.id}
            meeting={meeting}
            item={item}
            formKey={formKey}
            next={last ? null : item.number + 1}
          />
          <NoteConflict meeting={meeting} item={item} formKey={formKey} />
        </>
      ) : (
        <p className="sl-pre">{item.note || 'Ikke noe notert.'}</p>
      )}
    </section>
  )
}

function Title({ meeting, role }: Pick<Props, 'meeting' | 'role'>) {
  const { id, patient } = meeting
  return (
    <div className="sl-title">
      <div>
        <h1>
          {purposeTitle[meeting.purpose]} om {patient.givenName} {patient.familyName}
        </h1>
        <p className="num">{aboutMeeting(meeting, role)}</p>
      </div>
      {meeting.editions > 0 && (
        <Link className="ds-button" data-variant="secondary" href={`/meetings/${id}/minutes`} prefetch={false}>
          Referat
        </Link>
      )}
    </div>
  )
}
