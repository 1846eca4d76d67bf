import type { Route } from 'next'
import Link from 'next/link'
import { showDate } from '#lib/dates'
import type { BoardRow } from '#lib/boards/schema'

type Props = { row: BoardRow; kind: 'reception' | 'flow' }

/** The patient by name and birth date. Whoever keeps the flow has no errand on the patient's page. */
export function Who({ row: { name, birthDate, stay }, kind }: Props) {
  return (
    <>
      {kind === 'reception' && stay ? (
        <Link className="sl-who" href={`/reception/${stay.id}` as Route} prefetch={false}>
          {name}
        </Link>
      ) : (
        <span className="sl-who">{name}</span>
      )}
      <small>
        f. {showDate(birthDate)}
        {kind === 'flow' && stay && ` · ${stay.unit.name}`}
      </small>
    </>
  )
}
