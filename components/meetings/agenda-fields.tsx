import { SelectField, TextField } from '#components/ui/fields'
import { More } from '#components/ui/more'
import { agendaText, capacityText } from '#lib/meeting-proposals/text'
import { room } from '#lib/meetings/schema'
import type { MeetingPurpose } from '#prisma/generated/enums'

const leaders = [
  { value: '', text: 'Alle' },
  ...(['PATIENT', 'GP', 'MUNICIPALITY', 'HOSPITAL'] as const).map((value) => ({ value, text: capacityText[value] })),
]

/** The parts of the meeting with their minutes, so that the GP can come for a part of it. */
export function AgendaFields({ purpose }: { purpose: MeetingPurpose }) {
  const agenda = agendaText[purpose]
  const minutes = agenda.reduce((sum, item) => sum + item.minutes, 0)
  return (
    <More summary={`Agenda: ${minutes} minutter, fastlegen er med i 10`} holds={['item', 'minutes', 'who']}>
      {Array.from({ length: room.items }, (_, turn) => (
        <div key={turn} className="sl-agenda-row">
          <TextField name={`item${turn}`} label={`Punkt ${turn + 1}`} value={agenda[turn]?.title ?? ''} />
          <TextField
            name={`minutes${turn}`}
            label="Minutter"
            inputMode="numeric"
            value={String(agenda[turn]?.minutes ?? '')}
          />
          <SelectField name={`who${turn}`} label="Hvem" value={agenda[turn]?.who ?? ''} options={leaders} />
        </div>
      ))}
    </More>
  )
}
