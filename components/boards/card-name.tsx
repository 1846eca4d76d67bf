import type { Route } from 'next'
import Link from 'next/link'
import type { BoardRow } from '#lib/boards/schema'
import { dayOf, now } from '#lib/clock'
import { ageOn, showDate } from '#lib/dates'

type Props = { row: BoardRow; level: 3 | 4; calm?: boolean }

/** The name is the link to the patient's page. */
export function CardName({ row: { patientId, name, birthDate }, level, calm }: Props) {
  const Heading = `h${level}` as const
  return (
    <div>
      <Heading>
        <Link href={`/patients/${patientId}` as Route} prefetch={false}>
          {name}
        </Link>
      </Heading>
      {!calm && (
        <p className="meta num">
          {ageOn(birthDate, dayOf(now()))} år · f. {showDate(birthDate)}
        </p>
      )}
    </div>
  )
}
