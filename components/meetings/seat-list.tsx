import { ChoiceGroup } from '#components/meetings/choice-group'
import { SeatRow } from '#components/meetings/seat-row'
import type { Seat } from '#lib/meeting-proposals/rules'
import { mandateText, needText, seatAbout } from '#lib/meeting-proposals/text'
import { room } from '#lib/meetings/schema'

/** Those the model asks for, chosen; the others below, to be chosen. */
export function SeatList({ seats }: { seats: readonly Seat[] }) {
  const rows = seats.slice(0, room.seats).map((seat, turn) => ({ seat, turn }))
  const [first, others] = [rows.filter(({ seat }) => seat.proposed), rows.filter(({ seat }) => !seat.proposed)]
  return (
    <ChoiceGroup field="seats" legend="Hvem trengs">
      <SeatRows rows={first} />
      {others.length > 0 && (
        <details className="sl-more">
          <summary>Flere som kan inviteres ({others.length})</summary>
          <SeatRows rows={others} />
        </details>
      )}
    </ChoiceGroup>
  )
}

const SeatRows = ({ rows }: { rows: readonly { seat: Seat; turn: number }[] }) => (
  <ul className="sl-seats">
    {rows.map(({ seat, turn }) => (
      <SeatRow
        key={seat.key}
        turn={turn}
        value={seat.key}
        name={seat.name}
        about={seatAbout(seat)}
        neededFor={needText(seat)}
        decidesFor={seat.work && mandateText(seat)}
        checked={seat.proposed}
        mandate={seat.mandate}
      />
    ))}
  </ul>
)
