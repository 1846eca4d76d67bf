import type { Criteria } from '#lib/criteria/schema'
import { showDate } from '#lib/dates'

/** Criteria that a meeting decides by, and between whom. */
export function InForce({ version }: { version: Criteria }) {
  const { id, trust, number, inForce, introduction, items, approvals } = version
  const last = approvals.at(-1)
  return (
    <section className="sl-panel" aria-labelledby={`k-${id}`}>
      <header>
        <h2 id={`k-${id}`}>
          {trust} og {inForce.join(', ')}
        </h2>
        <p className="small num">
          Versjon {number}
          {last && `, godkjent ${showDate(last.at)}`}
        </p>
      </header>
      {introduction && <p className="sl-criteria__text">{introduction}</p>}
      <ol className="sl-rows sl-criteria">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ol>
    </section>
  )
}
