'use client'

import { use } from 'react'
import { FormContext } from '#components/ui/form-context'
import { showMoment } from '#lib/dates'
import type { StayDetail } from '#lib/stay-events/schema'
import { eventText, isReason, reasonText, replacedText, whoText } from '#lib/stay-events/text'

/** When somebody else was first: what this person wrote, and beside it what the other did, who and when. */
export function Meanwhile({ stay: { events, imported, wards } }: { stay: StayDetail }) {
  const { typed } = use(FormContext)
  const newer = events.filter(({ turn }) => turn > Number(typed['seen'] ?? events.length))
  if (newer.length === 0) return null
  const ward = wards.find(({ id }) => id === typed['ward'])?.name
  const reason = typed['reason'] && isReason(typed['reason']) ? reasonText[typed['reason']] : null
  const mine = [typed['at'], ward, reason, typed['note']].filter(Boolean)
  return (
    <div className="sl-both">
      <div>
        <h3>Du skrev</h3>
        <p className="num">{mine.length ? mine.join('. ') : 'Det samme som her.'}</p>
      </div>
      <div>
        <h3>Imens ble dette registrert</h3>
        <ul>
          {newer.map((event) => (
            <li key={event.id} className="num">
              {event.kind === 'VOIDED' ? replacedText(event, imported) : eventText(event)}
              {event.kind !== 'VOIDED' && (
                <small>
                  {whoText(event, imported)}, {showMoment(new Date(event.recordedAt))}
                </small>
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
