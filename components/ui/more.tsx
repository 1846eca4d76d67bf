'use client'

import { type ReactNode, use } from 'react'
import { FormContext } from '#components/ui/form-context'

type Props = {
  summary: ReactNode
  /** How the names of the fields in there begin. */
  holds: readonly string[]
  children: ReactNode
}

/** Fields that are seldom needed, folded away; open when something is wrong in there, which nobody would see otherwise. */
export function More({ summary, holds, children }: Props) {
  const { fields } = use(FormContext)
  const isWrong = Object.entries(fields).some(
    ([name, problems]) => problems?.length && holds.some((begin) => name.startsWith(begin)),
  )
  return (
    <details className="sl-more" open={isWrong}>
      <summary>{summary}</summary>
      {children}
    </details>
  )
}
