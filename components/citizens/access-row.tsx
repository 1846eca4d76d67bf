import Link from 'next/link'
import { ChevronRightIcon, EyeIcon } from '#components/ui/icons'

export function AccessRow({ page }: { page: string }) {
  return (
    <Link className="sl-link-row" href="/my/access" prefetch={false}>
      <EyeIcon className="i" aria-hidden />
      <span>
        Innsyn
        <small>Se hvem som har sett på {page}</small>
      </span>
      <ChevronRightIcon className="i" aria-hidden />
    </Link>
  )
}
