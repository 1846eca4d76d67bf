import { ChevronRightIcon, EyeIcon } from '@navikt/aksel-icons'

export function AccessRow({ page }: { page: string }) {
  return (
    <a className="sl-link-row" href="/my/access">
      <EyeIcon className="i" aria-hidden />
      <span>
        Innsyn
        <small>Se hvem som har sett på {page}</small>
      </span>
      <ChevronRightIcon className="i" aria-hidden />
    </a>
  )
}
