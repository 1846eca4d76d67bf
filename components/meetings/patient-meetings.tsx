import Link from 'next/link'
import { MeetingRow } from '#components/meetings/meeting-row'
import { PatientHeader } from '#components/patient-pages/patient-header'
import { RecommendationRow } from '#components/recommendations/recommendation-row'
import { Empty } from '#components/ui/empty'
import { isInitiator } from '#lib/meeting-proposals/rules'
import type { Proposal } from '#lib/meeting-proposals/schema'
import type { MeetingList } from '#lib/meeting-pages/schema'
import type { PatientHeader as Header } from '#lib/patient-pages/schema'
import type { Actor } from '#lib/permissions'

type Props = MeetingList & { header: Header; proposal: Proposal; actor: Actor; formKey: string }

/** What was recommended and which meetings there are, newest first. */
export function PatientMeetings({ header, proposal, actor, meetings, recommendations, formKey }: Props) {
  const initiates = isInitiator(actor, proposal)
  return (
    <>
      <PatientHeader header={header} tab="meetings" />
      <div className="sl-page">
        <div className="sl-title">
          <h2>Møter</h2>
          {!header.deceasedAt && (
            <Link
              className="ds-button"
              data-variant={meetings.length ? 'secondary' : 'primary'}
              href={`/patients/${header.id}/meetings/new`}
              prefetch={false}
            >
              {initiates ? 'Nytt samarbeidsmøte' : 'Anbefal samarbeidsmøte'}
            </Link>
          )}
        </div>
        <p className="row">
          <Link href={`/patients/${header.id}/promises`} prefetch={false}>
            Det som er lovet
          </Link>
          <Link href={`/patients/${header.id}/status`} prefetch={false}>
            VIP-status og historikk
          </Link>
        </p>
        {recommendations.length > 0 && (
          <section className="sl-panel" aria-labelledby="anbefalt">
            <header>
              <h3 id="anbefalt">Anbefalinger</h3>
            </header>
            <ul className="sl-rows">
              {recommendations.map((one) => (
                <RecommendationRow key={one.id} patient={header.id} recommendation={one} formKey={formKey} />
              ))}
            </ul>
          </section>
        )}
        {meetings.length > 0 && (
          <section className="sl-panel" aria-label="Møtene">
            <ul className="sl-rows">
              {meetings.map((meeting) => (
                <MeetingRow key={meeting.id} meeting={meeting} />
              ))}
            </ul>
          </section>
        )}
        {meetings.length === 0 && recommendations.length === 0 && (
          <Empty title="Ingen møter ennå">
            <p>Samarbeidsmøter om pasienten står her, med hvem som kommer, agenda og referat.</p>
          </Empty>
        )}
      </div>
    </>
  )
}
