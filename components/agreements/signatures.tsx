import { CheckmarkCircleIcon, HourglassTopFilledIcon } from '#components/ui/icons'
import { signers } from '#lib/agreements/rules'
import type { AgreementVersion, Signature } from '#lib/agreements/schema'
import { partyText } from '#lib/agreements/text'
import { showMoment } from '#lib/dates'
import { roleText } from '#lib/organisations/text'

/** The three names that must stand under it: whose do, and whose are missing. */
export function Signatures({ agreement, own = false }: { agreement: AgreementVersion; own?: boolean }) {
  const scans = `/api/agreements/${agreement.id}/${own ? 'own-scans' : 'scans'}`
  return (
    <ul className="sl-rows" aria-label="Signaturer">
      {signers.map((party) => {
        const signed = agreement.signatures.find((signature) => signature.party === party)
        return (
          <li key={party} className="sl-promise">
            {signed ? (
              <CheckmarkCircleIcon className="i ok" aria-hidden />
            ) : (
              <HourglassTopFilledIcon className="i muted" aria-hidden />
            )}
            <span className="strong">{partyText[party]}</span>
            <small className="num">
              {signed ? <Signed signature={signed} scans={scans} /> : missingNote(agreement, party)}
            </small>
          </li>
        )
      })}
    </ul>
  )
}

function Signed({
  signature: { party, name, role, organisation, represents, method, witness, signedAt },
  scans,
}: {
  signature: Signature
  /** Where the papers that were signed lie. */
  scans: string
}) {
  const about = [represents && 'på vegne av pasienten', role && roleText[role], organisation].filter(Boolean).join(', ')
  return (
    <>
      <span dir="auto">{name}</span>
      {about && ` (${about})`}, {showMoment(signedAt)}
      {method === 'PAPER' && (
        <>
          , på papir. Bekreftet av {witness ?? 'en ansatt'}. <a href={`${scans}/${party}`}>Last ned arket</a>
        </>
      )}
    </>
  )
}

function missingNote({ status, decline }: AgreementVersion, party: string) {
  if (party === 'PATIENT' && decline) return `Sa nei ${showMoment(decline.declinedAt)}`
  return status === 'DRAFT' ? 'Når teksten er låst' : 'Mangler'
}
