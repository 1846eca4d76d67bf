import type { ReactNode } from 'react'

/** An act that asks something first: the button opens what it asks. It works without JavaScript. */
export function Fold({
  summary,
  variant = 'secondary',
  group,
  label,
  id,
  open = false,
  children,
}: {
  summary: ReactNode
  variant?: 'primary' | 'secondary' | 'tertiary'
  group?: string
  label?: string
  id?: string
  /** Whether it stands open from the start, because something in it is to be read. */
  open?: boolean
  children: ReactNode
}) {
  return (
    <details className="sl-do" name={group} id={id} open={open}>
      <summary className="ds-button" data-variant={variant} data-fullwidth aria-label={label}>
        {summary}
      </summary>
      <div className="sl-do__in">{children}</div>
    </details>
  )
}
