import { SeatRow, type SeatOfMeeting } from '#components/held-meetings/seat-row'
import { ActForm } from '#components/ui/act-form'
import { CheckmarkCircleFillIcon, ExclamationmarkTriangleIcon } from '#components/ui/icons'
import { recordNoGpAction } from '#lib/held-meetings/actions'
import type { Lack } from '#lib/held-meetings/rules'
import { lackText } from '#lib/held-meetings/text'

type Props = {
  meeting: { id: string; version: number; chairId: string; noGp: boolean }
  seats: readonly SeatOfMeeting[]
  lacks: readonly Lack[]
  leads: boolean
  decides: boolean
  formKey: string
}

/** Who is there, and whether that is enough to decide. */
export function AttendancePanel({ meeting, seats, lacks, leads, decides, formKey }: Props) {
  return (
    <section className="sl-panel" aria-labelledby="til-stede">
      <header>
        <h2 id="til-stede">Til stede</h2>
      </header>
      {decides && <Quorum lacks={lacks} />}
      <ul className="sl-present">
        {seats.map((seat) => (
          <SeatRow
            key={seat.id}
            seat={seat}
            isChair={seat.personId === meeting.chairId}
            leads={leads}
            formKey={formKey}
          />
        ))}
      </ul>
      {meeting.noGp && <p className="small">Skrevet ned: pasienten har ingen fastlege.</p>}
      {leads && lacks.includes('GP') && (
        <ActForm
          action={recordNoGpAction}
          formKey={formKey}
          hidden={{ meeting: meeting.id, seen: String(meeting.version) }}
          submit="Pasienten har ingen fastlege"
          variant="tertiary"
        />
      )}
    </section>
  )
}

function Quorum({ lacks }: { lacks: readonly Lack[] }) {
  if (lacks.length === 0)
    return (
      <output className="sl-quorum">
        <CheckmarkCircleFillIcon className="i" aria-hidden />
        <div>
          <b className="strong">Møtet kan beslutte</b>
          <p className="small">Pasient, kommune, fastlege og sykehus er med.</p>
        </div>
      </output>
    )
  return (
    <output className="sl-quorum" data-lacks>
      <ExclamationmarkTriangleIcon className="i" aria-hidden />
      <div>
        <b className="strong">Møtet kan ikke si ja ennå</b>
        <ul className="small">
          {lacks.map((lack) => (
            <li key={lack}>{lackText[lack]}</li>
          ))}
        </ul>
      </div>
    </output>
  )
}
