import { DateTile } from '#components/meetings/date-tile'
import { Where } from '#components/meetings/meeting-facts'
import { OwnAnswerForm } from '#components/own-meetings/own-answer-form'
import { OwnViewForm } from '#components/own-meetings/own-view-form'
import { showMomentInWords } from '#lib/dates'
import { seatsOf } from '#lib/meeting-answers/rules'
import type { MeetingView } from '#lib/meeting-pages/schema'
import { ownCapacityText, ownMeetingText } from '#lib/own-meetings/text'
import type { Actor } from '#lib/permissions'

type Props = { meeting: MeetingView; name: string | null; actor: Actor; formKey: string }

/** One meeting: when, where, who comes, whether it suits, and what one wants to say. */
export function OwnMeeting({ meeting, name, actor, formKey }: Props) {
  const { id, purpose, status, startsAt, times, participants } = meeting
  const time = startsAt ?? times[0]?.startsAt ?? meeting.calledAt
  const seats = seatsOf(actor, meeting)
  const patientSeat = seats.find(({ capacity }) => capacity === 'PATIENT')
  const isOff = status === 'CANCELLED'
  return (
    <section className="sl-tile stack" aria-labelledby={`mote-${id}`}>
      <div className="sl-next">
        <DateTile time={time} />
        <div>
          <h2 id={`mote-${id}`}>
            {ownMeetingText[purpose]}
            {name && `, for ${name}`}
          </h2>
          <p className="muted num">
            {isOff && 'Møtet er avlyst.'}
            {!isOff && startsAt && showMomentInWords(startsAt)}
            {!isOff && !startsAt && 'Tiden er ikke bestemt. Si hva som passer.'}
          </p>
          {!isOff && (
            <p className="muted">
              <Where meeting={meeting} />
            </p>
          )}
        </div>
      </div>
      {isOff && <p>Grunn: {meeting.cancelReason}</p>}
      {!isOff && (
        <>
          <p>Grunnen til møtet: {meeting.reason}</p>
          <p>{meeting.calledBy} kalte inn. Disse er bedt om å komme:</p>
          <ul className="sl-bullets">
            {participants.map((one) => (
              <li key={one.id}>
                {one.name}, {ownCapacityText[one.capacity]}
              </li>
            ))}
          </ul>
          {seats.map((seat) => (
            <OwnAnswerForm key={seat.id} meeting={meeting} seat={seat} name={name} formKey={formKey} />
          ))}
          {patientSeat && <OwnViewForm meeting={meeting} seat={patientSeat} name={name} formKey={formKey} />}
        </>
      )}
    </section>
  )
}
