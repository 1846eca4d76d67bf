import Link from 'next/link'
import { CheckmarkCircleIcon, ChevronRightIcon } from '#components/ui/icons'

export function PromiseRow({ whom }: { whom: string }) {
  return (
    <Link className="sl-link-row" href="/my/promises" prefetch={false}>
      <CheckmarkCircleIcon className="i" aria-hidden />
      <span>
        Dette er lovet
        <small>Se hva som skal gjøres for {whom}, og hvem som gjør det</small>
      </span>
      <ChevronRightIcon className="i" aria-hidden />
    </Link>
  )
}
