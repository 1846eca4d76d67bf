import { showDate } from '#lib/dates'

/** Whose log it is. */
export function AccessTitle({ name, birthDate }: { name: string; birthDate: string }) {
  return (
    <div className="sl-title">
      <div>
        <h1>Innsyn</h1>
        <p className="num">
          {name}, født {showDate(birthDate)}
        </p>
      </div>
    </div>
  )
}
