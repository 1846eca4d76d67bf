import {
  ExclamationmarkTriangleFillIcon,
  InformationSquareIcon,
  FirstAidKitIcon,
  WaveformIcon,
} from '#components/ui/icons'
import { showDate } from '#lib/dates'
import type { VipCheck } from '#lib/patients/schema'

type Note = VipCheck['notes'][number]

const icons = {
  ALLERGY: ExclamationmarkTriangleFillIcon,
  DANGER: ExclamationmarkTriangleFillIcon,
  VITALS: WaveformIcon,
  EQUIPMENT: FirstAidKitIcon,
  OTHER: InformationSquareIcon,
} satisfies Record<Note['kind'], unknown>

/** What may cost a life not to know, each with who wrote it and when. */
export function CriticalNotes({ notes, panel }: { notes: Note[]; panel?: boolean }) {
  const Heading = panel ? 'h2' : 'h3'
  return (
    <section className={panel ? 'sl-panel' : undefined} aria-labelledby="viktig">
      <Heading id="viktig">Viktig å vite</Heading>
      {notes.length === 0 && <p className="muted">Ingen kritiske opplysninger er skrevet i Samløp.</p>}
      <ul className="sl-notes">
        {notes.map((note) => (
          <CriticalNote key={note.kind + note.text} note={note} />
        ))}
      </ul>
    </section>
  )
}

function CriticalNote({ note }: { note: Note }) {
  const Icon = icons[note.kind]
  const danger = note.kind === 'ALLERGY' || note.kind === 'DANGER'
  const [lead, ...rest] = note.text.split(': ')
  return (
    <li>
      <span className={danger ? 'danger' : 'muted'}>
        <Icon className="i" aria-hidden />
      </span>
      <span>
        {rest.length ? (
          <>
            <b>{lead}:</b> {rest.join(': ')}
          </>
        ) : (
          note.text
        )}
        <small>
          {note.author}, {showDate(note.writtenOn)}
        </small>
      </span>
    </li>
  )
}
