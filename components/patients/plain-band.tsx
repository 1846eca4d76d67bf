import type { ReactNode } from 'react'

type Plain = {
  icon: ReactNode
  kicker: string
  title: string
  children: ReactNode
  aside: ReactNode
  /** What can be done, below the answer. */
  body?: ReactNode
}

/** An answer that is no: white, of the same size and in the same place as the coloured one. */
export function PlainBand({ icon, kicker, title, children, aside, body }: Plain) {
  return (
    <section className="sl-found" aria-label={`${kicker}. ${title}`}>
      <header className="sl-band" data-kind="none" data-two={!body || undefined} data-plain>
        <div>
          <p className="sl-band__k">
            {icon}
            {kicker}
          </p>
          <h2 className="sl-band__v">{title}</h2>
          {children}
        </div>
        <div>{aside}</div>
      </header>
      {body && (
        <div className="sl-found__body" data-two>
          {body}
        </div>
      )}
    </section>
  )
}
