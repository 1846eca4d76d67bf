import { PatientHeader } from '#components/patient-pages/patient-header'
import { StayTable } from '#components/patient-pages/stay-table'
import { OnlyThis } from '#components/patient-pages/year-of-stays'
import { StayTimeline } from '#components/stay-timelines/stay-timeline'
import { Empty } from '#components/ui/empty'
import { Pages } from '#components/ui/pages'
import { now } from '#lib/clock'
import { monthsBefore, staysSince, type ToldStay } from '#lib/patient-pages/rules'
import { type PatientHeader as Header, staysPageSize } from '#lib/patient-pages/schema'
import { sumText, timelineText } from '#lib/patient-pages/text'

type Props = { patient: { header: Header; stays: ToldStay[] }; page: number }

/** Two years of stays: the picture, and the table that says the same in dates. */
export function AllStays({ patient: { header, stays }, page: asked }: Props) {
  const shown = staysSince(stays, monthsBefore(now(), 24))
  const pages = Math.max(1, Math.ceil(shown.length / staysPageSize))
  const page = Math.min(asked, pages)
  const rows = shown.slice((page - 1) * staysPageSize, page * staysPageSize)
  return (
    <>
      <PatientHeader header={header} tab="stays" />
      <div className="sl-page">
        {!header.whole && <OnlyThis />}
        {shown.length === 0 ? (
          <Empty title="Ingen opphold siste 24 måneder">
            <p>Når pasienten kommer til sykehuset, står oppholdet her.</p>
          </Empty>
        ) : (
          <>
            <section className="sl-panel sl-figure" aria-labelledby="tidslinje">
              <header>
                <h2 id="tidslinje">Opphold siste 24 måneder</h2>
                <span className="small">{sumText(shown)}</span>
              </header>
              <StayTimeline
                full
                header={header}
                stays={shown}
                months={24}
                lanes={5}
                label={timelineText(shown, 'under')}
              />
            </section>
            <StayTable patient={header.id} stays={rows} />
            {pages > 1 && (
              <div className="spread">
                <p className="small muted num">
                  Viser {(page - 1) * staysPageSize + 1}–{(page - 1) * staysPageSize + rows.length} av {shown.length}
                </p>
                <Pages
                  page={page}
                  pages={pages}
                  addressOf={(number) => `/patients/${header.id}/stays?side=${number}`}
                />
              </div>
            )}
            <p className="small muted">
              Reinnleggelse er her et akutt opphold som begynner innen 30 døgn etter forrige utskrivning.
            </p>
          </>
        )}
      </div>
    </>
  )
}
