import Link from 'next/link'
import { Comments } from '#components/minutes/comments'
import { MinutesText } from '#components/minutes/minutes-text'
import { WriteMinutes } from '#components/minutes/write-minutes'
import { ActForm } from '#components/ui/act-form'
import { Chip } from '#components/ui/chip'
import { FileTextIcon } from '#components/ui/icons'
import { showMoment } from '#lib/dates'
import { signMinutesAction } from '#lib/minutes/actions'
import type { MinutesContent } from '#lib/minutes/schema'
import { purposeTitle } from '#lib/minutes/text'

type Name = { givenName: string; familyName: string }
export type Comment = { id: string; text: string; writtenAt: Date; writtenBy: Name }
type Edition = { id: string; edition: number; writtenAt: Date; writtenBy: Name; comments: readonly Comment[] }
type Props = {
  minutes: {
    id: string
    patientId: string
    status: string
    standing: 'leads' | 'keeps' | null
    newest: Edition & { content: MinutesContent; signature: { signedAt: Date; signedBy: Name } | null }
    editions: readonly Edition[]
    plan: number
  }
  formKey: string
}

/** The minutes as they are now, what was said to them, and the one button that makes the rest. */
export function MinutesPage({ minutes: { id, patientId, status, standing, newest, editions, plan }, formKey }: Props) {
  const { content, signature } = newest
  const isOpen = status === 'HELD'
  return (
    <div className="sl-page">
      <div className="sl-title">
        <div>
          <h1>
            Referat fra {purposeTitle[content.purpose].toLowerCase()} om {content.patient.name}
          </h1>
          <p className="num">
            {showMoment(content.startsAt)} · utgave {newest.edition}, laget {showMoment(newest.writtenAt)}
          </p>
        </div>
        <div className="row">
          {signature ? <Chip kind="success">Signert</Chip> : <Chip kind="waiting">Ikke signert</Chip>}
          <a className="ds-button" data-variant="secondary" href={`/api/meetings/${id}/minutes`}>
            <FileTextIcon className="i" aria-hidden />
            PDF
          </a>
          <Link className="ds-button" data-variant="tertiary" href={`/meetings/${id}/hold`} prefetch={false}>
            Til møtet
          </Link>
        </div>
      </div>
      <div className="sl-cols">
        <div>
          <MinutesText content={content} />
        </div>
        <aside aria-label="Signering og kommentarer">
          {signature && (
            <Made signature={signature} patientId={patientId} plan={plan} measures={content.measures.length} />
          )}
          {isOpen && standing === 'leads' && (
            <section className="sl-panel" aria-labelledby="signer">
              <header>
                <h2 id="signer">Signer referatet</h2>
              </header>
              <p>
                Når du signerer, lages VIP-status, utkast til avtale, planutkast og oppgaver. Etterpå kan referatet ikke
                endres.
              </p>
              <ActForm
                key={newest.id}
                action={signMinutesAction}
                formKey={formKey}
                hidden={{ minutes: newest.id }}
                submit="Signer referatet"
              />
            </section>
          )}
          <Comments minutes={newest.id} editions={editions} writes={isOpen && standing !== null} formKey={formKey} />
          {isOpen && standing === 'leads' && <WriteMinutes meeting={id} editions={editions.length} formKey={formKey} />}
        </aside>
      </div>
    </div>
  )
}

type MadeProps = { signature: { signedAt: Date; signedBy: Name }; patientId: string; plan: number; measures: number }

function Made({ signature: { signedAt, signedBy }, patientId, plan, measures }: MadeProps) {
  return (
    <section className="sl-panel" aria-labelledby="laget">
      <header>
        <h2 id="laget">Dette ble laget</h2>
      </header>
      <p className="num">
        Signert av {signedBy.givenName} {signedBy.familyName} {showMoment(signedAt)}.
      </p>
      <ul className="sl-rows">
        <li>
          <Link href={`/patients/${patientId}/status`} prefetch={false}>
            VIP-status og historikk
          </Link>
        </li>
        <li>
          <Link href={`/patients/${patientId}/promises`} prefetch={false}>
            {measures === 1 ? 'Ett tiltak' : `${measures} tiltak`} som er lovet eller venter på svar
          </Link>
        </li>
        <li>{plan === 1 ? 'Én linje' : `${plan} linjer`} i utkastet til individuell plan</li>
      </ul>
    </section>
  )
}
