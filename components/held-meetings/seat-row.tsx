import { ActForm } from '#components/ui/act-form'
import { TextField } from '#components/ui/fields'
import { Fold } from '#components/ui/fold'
import { CheckmarkCircleFillIcon, CircleIcon, FileTextIcon } from '#components/ui/icons'
import { recordAttendanceAction } from '#lib/held-meetings/actions'
import { capacityText } from '#lib/held-meetings/text'
import type { Capacity } from '#prisma/generated/enums'

export type SeatOfMeeting = {
  id: string
  personId: string | null
  capacity: Capacity
  name: string
  mandate: boolean
  attended: boolean | null
  absenceReason: string | null
  wrote: boolean
  version: number
  organisation: { name: string } | null
  unit: { name: string } | null
}
type Props = { seat: SeatOfMeeting; isChair: boolean; leads: boolean; formKey: string }

/** One who was asked: came, wrote, or not yet; whoever leads says which. */
export function SeatRow({ seat, isChair, leads, formKey }: Props) {
  const { attended, wrote } = seat
  const Icon = attended ? CheckmarkCircleFillIcon : wrote ? FileTextIcon : CircleIcon
  return (
    <li>
      <span className={attended ? 'ok' : 'muted'}>
        <Icon className="i" aria-hidden />
      </span>
      <div>
        <b>{seat.name}</b>
        <small>{aboutSeat(seat, isChair)}</small>
        {leads && <Came seat={seat} formKey={formKey} />}
      </div>
    </li>
  )
}

function aboutSeat(seat: SeatOfMeeting, isChair: boolean) {
  const place = seat.unit?.name ?? seat.organisation?.name
  const came = seat.attended
    ? 'til stede'
    : seat.wrote
      ? 'skriftlig innspill, regnes som deltatt'
      : seat.attended === false
        ? `kom ikke${seat.absenceReason ? `: ${seat.absenceReason}` : ''}`
        : 'ikke kommet'
  const parts = [capacityText[seat.capacity], place, isChair && 'leder møtet', seat.mandate && 'kan beslutte', came]
  return parts.filter(Boolean).join(', ')
}

function Came({ seat, formKey }: Pick<Props, 'seat' | 'formKey'>) {
  const { id, version, name, attended } = seat
  const hidden = { participant: id, seen: String(version) }
  return (
    <div className="sl-came">
      {!attended && (
        <ActForm
          key={`came${version}`}
          action={recordAttendanceAction}
          formKey={formKey}
          hidden={{ ...hidden, came: 'yes' }}
          submit="Er her"
          label={`${name} er her`}
          variant="tertiary"
        />
      )}
      <Fold summary="Kom ikke" label={`${name} kom ikke`} variant="tertiary">
        <ActForm
          key={`away${version}`}
          action={recordAttendanceAction}
          formKey={formKey}
          hidden={{ ...hidden, came: 'no' }}
          submit="Lagre"
          label={`Lagre at ${name} ikke kom`}
          variant="secondary"
        >
          <TextField
            name="reason"
            label="Grunn"
            hint="Kan stå tomt, men ikke når pasienten er borte og møtet skal si ja."
          />
        </ActForm>
      </Fold>
    </div>
  )
}
