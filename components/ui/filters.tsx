type Choice = { href: string; name: string; chosen: boolean; count?: number }

/** Links of which one is chosen: what a list shows, or how it is ordered. The choice stands in the address. */
export function Filters({ name, choices }: { name: string; choices: readonly Choice[] }) {
  return (
    <nav className="sl-filters" aria-label={name}>
      {choices.map((choice) => (
        <a key={choice.href} href={choice.href} aria-current={choice.chosen ? 'true' : undefined}>
          {choice.name}
          {choice.count !== undefined && <span className="sl-count">{choice.count}</span>}
        </a>
      ))}
    </nav>
  )
}
