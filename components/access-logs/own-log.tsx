import { EyeIcon } from '#components/ui/icons'
import { gather, type Looks } from '#lib/access-logs/rules'
import type { Look } from '#lib/access-logs/schema'
import {
  purposeText,
  showOutcome,
  showOwnAct,
  showParts,
  showReason,
  theirs,
  type Whose,
  yours,
} from '#lib/access-logs/text'
import { showMomentInWords } from '#lib/dates'
import { roleText } from '#lib/organisations/text'

type Log = { patientId: string; name: string; rows: readonly Look[] }

/** Who did what with a patient's page, in the patient's words; one section a patient. */
export function OwnLog({ log, own }: { log: Log; own: boolean }) {
  const whose = own ? yours : theirs(log.name)
  const heading = own ? 'Dette er skjedd' : log.name
  return (
    <section aria-labelledby={`logg-${log.patientId}`}>
      <h2 id={`logg-${log.patientId}`}>{heading}</h2>
      {log.rows.length === 0 ? (
        <p>Ingen har sett på {whose.page} før dette.</p>
      ) : (
        <ul className="sl-rows">
          {gather(log.rows).map((looks) => (
            <OwnLook key={looks.id} looks={looks} whose={whose} own={own} />
          ))}
        </ul>
      )}
    </section>
  )
}

function OwnLook({ looks, whose, own }: { looks: Looks; whose: Whose; own: boolean }) {
  const mine = own && looks.purpose === 'OWN'
  const place = [looks.unit, looks.organisation].filter(Boolean).join(', ')
  const outcome = showOutcome(looks.outcome)
  const parts = showParts(looks.shown)
  const reason = showReason(looks.reason)
  return (
    <li className="sl-promise">
      <EyeIcon className="i muted" aria-hidden />
      <span className="strong">
        {mine ? 'Du' : looks.name} {showOwnAct(looks.act, whose)}
      </span>
      <small className="num">
        {showMomentInWords(looks.at)}
        {looks.times > 1 && `, ${looks.times} ganger`}
      </small>
      {!mine && (
        <>
          <small>
            {roleText[looks.role]}
            {place && `, ${place}`}
          </small>
          <small>Grunn: {purposeText[looks.purpose].toLowerCase()}</small>
        </>
      )}
      {reason && <small>Nødtilgang: {reason.toLowerCase()}</small>}
      {parts && <small>Dette ble vist: {parts}</small>}
      {outcome && <small>{outcome}</small>}
    </li>
  )
}
