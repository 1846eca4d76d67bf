import { Pages } from '#components/ui/pages'
import { addressOf, pageOf, type View } from '#lib/patient-lists/rules'
import type { Role } from '#prisma/generated/enums'

/** Which of how many are shown, and the way to the others. */
export function ListPages({ role, view, total }: { role: Role; view: View; total: number }) {
  const { page, pages, first, last } = pageOf(view.page, total)
  return (
    <div className="spread">
      <p className="small muted num">
        Viser {first}–{last} av {total}
      </p>
      <Pages page={page} pages={pages} addressOf={(number) => addressOf(role, { ...view, page: number })} />
    </div>
  )
}
