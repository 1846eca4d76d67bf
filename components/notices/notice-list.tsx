import { ActForm } from '#components/ui/act-form'
import { Chip } from '#components/ui/chip'
import { Columns } from '#components/ui/columns'
import { showDate, showMoment } from '#lib/dates'
import { readNoticesAction } from '#lib/notices/actions'
import { noticeAddress } from '#lib/notices/rules'
import { wordsOfNotice } from '#lib/notices/text'
import type { NoticeRow } from '#lib/tasks/schema'

type Props = { notices: readonly NoticeRow[]; unread: number; until: string; formKey: string }

/** What the actor has been told, what is unread first. */
export function NoticeList({ notices, unread, until, formKey }: Props) {
  return (
    <>
      <section className="sl-panel sl-table sl-list" aria-label="Meldinger">
        <table className="ds-table">
          <Columns names={['Melding', 'Pasient', 'Når']} acts />
          <tbody>
            {notices.map((notice) => (
              <Row key={notice.id} notice={notice} />
            ))}
          </tbody>
        </table>
      </section>
      {unread > 0 && (
        <ActForm
          action={readNoticesAction}
          formKey={formKey}
          hidden={{ until }}
          submit="Merk alle som lest"
          variant="secondary"
        />
      )}
    </>
  )
}

function Row({ notice: { kind, objectId, patient, patientId, toldAt, toldBy, unread } }: { notice: NoticeRow }) {
  const name = wordsOfNotice(kind)
  return (
    <tr>
      <th scope="row">
        {name} {unread && <Chip kind="warning">Ny</Chip>}
        <small className="muted">{toldBy ? `Fra ${toldBy}` : 'Fra Samløp'}</small>
      </th>
      <td data-label="Pasient">
        {patient ? patient.name : <span className="muted">{patientId ? 'Navnet vises ikke her' : 'Ingen'}</span>}
        {patient && <small className="num">Født {showDate(patient.birthDate)}</small>}
      </td>
      <td data-label="Når" className="num">
        {showMoment(new Date(toldAt))}
      </td>
      <td>
        {patient && (
          <a
            className="ds-button"
            data-variant="secondary"
            href={noticeAddress(kind, { patientId: patient.id, objectId })}
            aria-label={`${name}, ${patient.name}: åpne`}
          >
            Åpne
          </a>
        )}
      </td>
    </tr>
  )
}
