import Link from 'next/link'
import { showTime } from '#lib/dates'
import type { Timed } from '#lib/held-meetings/rules'

type Item = Timed<{ id: string; title: string; minutes: number; presenter: { name: string } | null }>
type Props = { meeting: string; items: readonly Item[]; open: number; writes: boolean }

/** The agenda with the time each part begins at; the part that is open is marked. */
export function AgendaPanel({ meeting, items, open, writes }: Props) {
  const minutes = items.reduce((sum, item) => sum + item.minutes, 0)
  return (
    <section className="sl-panel" aria-labelledby="agenda">
      <header>
        <h2 id="agenda">Agenda</h2>
        <span className="small num">{minutes} min</span>
      </header>
      <ol className="sl-agenda">
        {items.map(({ id, title, startsAt, number, presenter, minutes: length }) => (
          <li
            key={id}
            data-done={number < open ? '' : undefined}
            data-now={number === open ? '' : undefined}
            aria-current={number === open ? 'step' : undefined}
          >
            <time>{startsAt ? showTime(startsAt).slice(4) : '–'}</time>
            <div>
              <b>
                {writes ? (
                  <Link href={`/meetings/${meeting}/hold?punkt=${number}`} prefetch={false}>
                    {title}
                  </Link>
                ) : (
                  title
                )}
              </b>
              <small>{[presenter?.name, `${length} min`].filter(Boolean).join(', ')}</small>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
