import type { ReactNode } from 'react'

/** An act that asks something first: the button opens what it asks. It works without JavaScript. */
export function Fold({
  summary,
  variant = 'secondary',
  group,
  label,
  children,
}: {
  summary: ReactNode
  variant?: 'primary' | 'secondary' | 'tertiary'
  group?: string
  label?: string
  children: ReactNode
}) {
  return (
    <details className="sl-do" name={group}>
      <summary className="ds-button" data-variant={variant} data-fullwidth aria-label={label}>
        {summary}
      </summary>
      <div className="sl-do__in">{children}</div>
    </details>
  )
}
