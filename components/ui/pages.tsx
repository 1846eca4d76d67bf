import type { Route } from 'next'
import Link from 'next/link'

type Props = { page: number; pages: number; addressOf: (page: number) => string }

/** The first page, the last, and those beside the one that is shown; null where some are left out. */
export function pageNumbers(page: number, pages: number): (number | null)[] {
  const shown = Array.from({ length: pages }, (_, index) => index + 1).filter(
    (number) => pages <= 7 || number === 1 || number === pages || Math.abs(number - page) <= 1,
  )
  return shown.flatMap((number, index) => (number - (shown[index - 1] ?? 0) > 1 ? [null, number] : [number]))
}

/** Page numbers as links; nothing when there is one page. */
export function Pages({ page, pages, addressOf }: Props) {
  if (pages < 2) return null
  const hrefOf = (number: number) => addressOf(number) as Route
  const step = (to: number, name: string) =>
    to >= 1 && to <= pages ? (
      <Link className="ds-button" data-variant="tertiary" href={hrefOf(to)} prefetch={false} aria-label={name} />
    ) : (
      <span className="ds-button" data-variant="tertiary" aria-hidden="true" />
    )
  return (
    <nav className="ds-pagination" aria-label="Sider">
      <ul>
        <li>{step(page - 1, 'Forrige side')}</li>
        {pageNumbers(page, pages).map((number, index) => (
          <li key={number ?? `gap ${index}`}>
            {number && (
              <Link
                className="ds-button"
                data-variant="tertiary"
                href={hrefOf(number)}
                prefetch={false}
                aria-label={`Side ${number}`}
                aria-current={number === page ? 'true' : undefined}
              >
                {number}
              </Link>
            )}
          </li>
        ))}
        <li>{step(page + 1, 'Neste side')}</li>
      </ul>
    </nav>
  )
}
