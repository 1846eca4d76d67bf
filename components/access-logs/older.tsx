/** The way to what happened before, and back to the newest; only a time stands in the address. */
export function Older({ path, next, first }: { path: string; next: Date | null; first: boolean }) {
  if (!next && first) return null
  return (
    <nav className="row" aria-label="Eldre og nyere">
      {next && (
        <a className="ds-button" data-variant="secondary" href={`${path}?for=${next.toISOString()}`}>
          Vis eldre
        </a>
      )}
      {!first && (
        <a className="ds-button" data-variant="tertiary" href={path}>
          Vis de nyeste
        </a>
      )}
    </nav>
  )
}
