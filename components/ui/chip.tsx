import type { ReactNode } from 'react'
import {
  CheckmarkCircleIcon,
  ExclamationmarkTriangleIcon,
  HourglassTopFilledIcon,
  InformationSquareIcon,
} from '#components/ui/icons'

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
