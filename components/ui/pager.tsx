type Props = { page: number; size: number; total: number; href: (page: number) => string }

/** Which of how many are shown, and the way to the others. */
export function Pager({ page, size, total, href }: Props) {
  const last = Math.max(1, Math.ceil(total / size))
  const [from, to] = [(page - 1) * size + 1, Math.min(page * size, total)]
  return (
    <div className="spread">
      <p className="small muted num">
        Viser {from}–{to} av {total}
      </p>
      {last > 1 && (
        <nav className="ds-pagination" aria-label="Sider">
          <ul>
            <Turn to={page > 1 ? href(page - 1) : null} name="Forrige side" />
            {around(page, last).map((one) =>
              one < 0 ? (
                <li key={one} />
              ) : (
                <li key={one}>
                  <a
                    className="ds-button"
                    data-variant="tertiary"
                    href={href(one)}
                    aria-label={`Side ${one}`}
                    aria-current={one === page ? 'true' : undefined}
                  >
                    {one}
                  </a>
                </li>
              ),
            )}
            <Turn to={page < last ? href(page + 1) : null} name="Neste side" />
          </ul>
        </nav>
      )}
    </div>
  )
}

function Turn({ to, name }: { to: string | null; name: string }) {
  const look = { className: 'ds-button', 'data-variant': 'tertiary' }
  return (
    <li>
      {to ? (
        <a {...look} href={to}>
          <span className="ds-sr-only">{name}</span>
        </a>
      ) : (
        <span {...look} aria-hidden="true" />
      )}
    </li>
  )
}

/** The first, the last and those beside the one that is open; a negative number stands for those left out. */
function around(page: number, last: number): number[] {
  const pages = [...new Set([1, page - 1, page, page + 1, last])].filter((one) => one >= 1 && one <= last)
  return pages.flatMap((one, index) => (index > 0 && one - (pages[index - 1] ?? 0) > 1 ? [-one, one] : [one]))
}
