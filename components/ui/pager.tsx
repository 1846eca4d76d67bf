import { Pages } from '#components/ui/pages'

type Props = { page: number; size: number; total: number; href: (page: number) => string }

/** Which of how many are shown, and the way to the others. */
export function Pager({ page, size, total, href }: Props) {
  const [from, to] = [(page - 1) * size + 1, Math.min(page * size, total)]
  return (
    <div className="spread">
      <p className="small muted num">
        Viser {from}–{to} av {total}
      </p>
      <Pages page={page} pages={Math.max(1, Math.ceil(total / size))} addressOf={href} />
    </div>
  )
}
