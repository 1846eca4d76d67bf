import { CheckmarkCircleIcon, ExclamationmarkTriangleIcon } from '#components/ui/icons'
import { type Missing, missingOf } from '#lib/meeting-pages/rules'
import type { MeetingView } from '#lib/meeting-pages/schema'
import { missingText } from '#lib/meeting-pages/text'

/** Whether everybody the model requires takes part, and who is missing. */
export function Quorum({ meeting }: { meeting: Pick<MeetingView, 'participants'> }) {
  const missing: Missing[] = missingOf(meeting.participants)
  return (
    <div className="sl-quorum" data-missing={missing.length > 0 || undefined}>
      {missing.length ? (
        <ExclamationmarkTriangleIcon className="i" aria-hidden />
      ) : (
        <CheckmarkCircleIcon className="i" aria-hidden />
      )}
      <div>
        <b className="strong">{missing.length ? 'Mangler for å kunne beslutte' : 'Møtet kan beslutte'}</b>
        {missing.length === 0 && <p className="small">Pasient, kommune, fastlege og sykehus er med.</p>}
        {missing.map((one) => (
          <p key={one.who} className="small">
            {missingText(one)}
          </p>
        ))}
      </div>
    </div>
  )
}
