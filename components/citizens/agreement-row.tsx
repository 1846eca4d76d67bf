import Link from 'next/link'
import { ChevronRightIcon, FileTextIcon } from '#components/ui/icons'
import type { OwnState } from '#lib/agreements/rules'
import { ownRowText } from '#lib/agreements/text'

type Props = {
  state: OwnState
  /** Whose it is, when it is not the reader's own. */
  of?: string
}

/** The way to the agreement, and whether it waits for the reader's name. */
export function AgreementRow({ state, of }: Props) {
  return (
    <Link className="sl-link-row" href="/my/agreement" prefetch={false}>
      <FileTextIcon className="i" aria-hidden />
      <span>
        {of ? `Avtalen til ${of}` : 'Avtalen din'}
        <small className={state === 'WAITS' ? 'strong' : undefined}>{ownRowText[state]}</small>
      </span>
      <ChevronRightIcon className="i" aria-hidden />
    </Link>
  )
}
