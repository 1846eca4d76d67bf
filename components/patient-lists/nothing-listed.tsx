import Link from 'next/link'
import { Empty } from '#components/ui/empty'
import { FunnelIcon } from '#components/ui/icons'
import { addressOf, type View } from '#lib/patient-lists/rules'
import { emptyText, filterText } from '#lib/patient-lists/text'
import type { Role } from '#prisma/generated/enums'

/** Nobody yet, or nobody that the filter leaves. */
export function NothingListed({ role, view, all }: { role: Role; view: View; all: number }) {
  if (!all)
    return (
      <Empty title="Ingen pasienter ennå">
        <p>{emptyText(role)}</p>
      </Empty>
    )
  return (
    <section className="sl-panel sl-empty">
      <FunnelIcon className="i" aria-hidden />
      <h2>Ingen treff på «{filterText[view.filter]}»</h2>
      <p>{all === 1 ? 'Én pasient er skjult' : `${all} pasienter er skjult`} av filtrene.</p>
      <Link
        className="ds-button"
        data-variant="secondary"
        href={addressOf(role, { ...view, filter: 'alle', page: 1 })}
        prefetch={false}
      >
        Fjern filtrene
      </Link>
    </section>
  )
}
