import type { ReactNode } from 'react'
import { Chip } from '#components/ui/chip'
import { showDate, showMoment, showTime } from '#lib/dates'
import { agreedText } from '#lib/meeting-pages/text'
import type { MeetingView } from '#lib/meeting-pages/schema'
import { reasonCodes } from '#lib/meetings/schema'
import { meetingText, reasonText, statusText } from '#lib/meetings/text'

/** When, where, why and who called, and what the patient said to it. */
export function MeetingFacts({ meeting, children }: { meeting: MeetingView; children?: ReactNode }) {
  const { purpose, status, startsAt, endsAt, cancelReason, agreement } = meeting
  const kind = status === 'CANCELLED' ? 'neutral' : status === 'CALLED' ? 'waiting' : 'success'
  return (
    <section className="sl-panel" aria-labelledby="mote">
      <header>
        <h2 id="mote">{meetingText[purpose]}</h2>
        <Chip kind={kind}>{statusText[status]}</Chip>
      </header>
      {cancelReason && <p>Avlyst: {cancelReason}</p>}
      <dl className="sl-facts">
        {startsAt && endsAt && (
          <Fact name="Når">
            {showMoment(startsAt)}–{showTime(endsAt).slice(4)}
          </Fact>
        )}
        <Fact name="Hvor">
          <Where meeting={meeting} />
        </Fact>
        <Fact name="Hvorfor">
          {meeting.reason}
          <Reasons reasons={meeting.reasons} />
        </Fact>
        <Fact name="Avdeling">
          {meeting.ward}, {meeting.trust}
        </Fact>
        <Fact name="Kalt inn">
          {showDate(meeting.calledAt)} av {meeting.calledBy}. {meeting.chair} leder møtet.
        </Fact>
        <Fact name="Pasientens ja">
          {agreement ? agreedText(agreement) : 'Ikke spurt ennå. Bare egen virksomhet er invitert.'}
        </Fact>
      </dl>
      {children}
    </section>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd className="num">{children}</dd>
  </div>
)

export const Where = ({ meeting: { place, videoUrl } }: { meeting: Pick<MeetingView, 'place' | 'videoUrl'> }) => (
  <>
    {place}
    {place && videoUrl && ' · '}
    {videoUrl && (
      <a href={videoUrl} rel="noreferrer">
        Video
      </a>
    )}
  </>
)

const Reasons = ({ reasons }: Pick<MeetingView, 'reasons'>) => (
  <span className="chips">
    {reasonCodes
      .filter((code) => reasons.includes(code))
      .map((code) => (
        <span key={code} className="ds-tag" data-color="neutral">
          {reasonText[code]}
        </span>
      ))}
  </span>
)
