import {
  CheckmarkCircleIcon,
  ExclamationmarkTriangleIcon,
  HourglassTopFilledIcon,
  InformationSquareIcon,
} from '@navikt/aksel-icons'
import type { ReactNode } from 'react'

const icons = {
  warning: ExclamationmarkTriangleIcon,
  danger: ExclamationmarkTriangleIcon,
  success: CheckmarkCircleIcon,
  neutral: InformationSquareIcon,
  waiting: HourglassTopFilledIcon,
}

/** A state in two to four words, with an icon so that colour is never alone. */
export function Chip({ kind, children }: { kind: keyof typeof icons; children: ReactNode }) {
  const Icon = icons[kind]
  return (
    <span className="ds-tag" data-color={kind === 'waiting' ? 'neutral' : kind}>
      <Icon className="i" aria-hidden />
      {children}
    </span>
  )
}
