import { countShown } from '#lib/quality/rules'
import { fewText } from '#lib/quality/text'

type Props<Reason extends string> = {
  title: string
  period: string
  counts: Partial<Record<Reason, number>>
  words: Record<Reason, string>
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** How often each reason was given; the small ones last, in the order of the alphabet, so that the order tells nothing. */
export function ReasonTable<Reason extends string>({ title, period, counts, words }: Props<Reason>) {
  const rows = (Object.keys(counts) as Reason[])
    .map((reason) => ({ reason, name: sentence(words[reason]), shown: countShown(counts[reason] ?? 0) }))
    .toSorted((a, b) => (b.shown ?? 0) - (a.shown ?? 0) || a.name.localeCompare(b.name, 'nb'))
  const most = Math.max(1, ...rows.map(({ shown }) => shown ?? 0))
  return (
    <section className="sl-panel" aria-label={title}>
      <header>
        <div>
          <h2>{title}</h2>
          <p className="small muted num">Fast-track startet {period}</p>
        </div>
      </header>
      {rows.length === 0 ? (
        <p>Ingen i perioden.</p>
      ) : (
        <table className="sl-plain">
          <thead>
            <tr>
              <th scope="col">Grunn</th>
              <th scope="col" className="r">
                Antall (n)
              </th>
              <td aria-hidden="true" />
            </tr>
          </thead>
          <tbody>
            {rows.map(({ reason, name, shown }) => (
              <tr key={reason}>
                <th scope="row">{name}</th>
                <td className="r">{shown ?? fewText}</td>
                <td aria-hidden="true">
                  <i
                    data-few={shown === null || undefined}
                    style={{ width: `${shown ? (100 * shown) / most : 20}%` }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
