import type { ReactNode } from 'react'

/** Signs in beside the page, so that what was typed on it is not lost; nothing of it is kept anywhere else. */
export function AgainLink({ door, children }: { door: 'helseid' | 'idporten'; children: ReactNode }) {
  return (
    <a
      className="ds-button"
      data-variant="primary"
      href={`/api/auth/login/${door}?igjen`}
      target="_blank"
      rel="noreferrer"
    >
      {children}
      <span className="ds-sr-only"> (i et nytt vindu)</span>
    </a>
  )
}
