import type { ReactNode } from 'react'

/** What stands where nothing stands yet: what will come here, and how. */
export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="sl-panel sl-empty">
      <svg className="art" viewBox="0 0 120 88" fill="none" aria-hidden="true" strokeWidth="7" strokeLinecap="round">
        <path d="M20 8c0 34 40 30 40 62" stroke="#a6cbd3" />
        <path d="M100 8c0 34-40 30-40 62" stroke="#bbb6e1" />
        <circle cx="60" cy="74" r="7" fill="#fff" stroke="#0c5a6b" strokeWidth="4" />
      </svg>
      <h2>{title}</h2>
      {children}
    </section>
  )
}
