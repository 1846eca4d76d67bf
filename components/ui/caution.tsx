import type { ReactNode } from 'react'
import { ExclamationmarkTriangleIcon } from '#components/ui/icons'

/** Something to stop at before going on; amber, with an icon and words. */
export function Caution({ children }: { children: ReactNode }) {
  return (
    <p className="sl-caution">
      <ExclamationmarkTriangleIcon className="i" aria-hidden />
      <span>{children}</span>
    </p>
  )
}
