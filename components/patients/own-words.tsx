import type { ReactNode } from 'react'
import { ChatElipsisIcon } from '#components/ui/icons'
import { showDate } from '#lib/dates'
import type { VipCheck } from '#lib/patients/schema'

/** What the patient wrote, in quotation marks and above all clinical text. */
export function OwnWords({ page, name, panel }: { page: VipCheck['ownPage']; name: string; panel?: boolean }) {
  const first = name.split(' ')[0]
  const Heading = panel ? 'h2' : 'h3'
  return (
    <section className={panel ? 'sl-panel sl-words' : 'sl-words'} aria-labelledby="hjelper">
      <Heading id="hjelper">
        <ChatElipsisIcon className="i" aria-hidden />
        Dette hjelper meg
      </Heading>
      {page ? (
        <>
          <blockquote>
            {quoted(page.helps.split('\n').filter(Boolean)).map((line) => (
              <p key={line}>{line}</p>
            ))}
          </blockquote>
          <Rest panel={panel}>
            <More title="Dette gjør det verre" text={page.worsens} panel={panel} />
            <More title="Tegn på at jeg blir dårligere" text={page.signs} panel={panel} />
            <More title="Ring" text={page.call} panel={panel} />
            <More title="Viktig for meg" text={page.matters} panel={panel} />
          </Rest>
          <footer>
            Skrevet av {first}
            {page.helper && ` sammen med ${page.helper}`} {showDate(page.written_at)}
            {panel && '. Bare pasienten kan endre teksten.'}
          </footer>
        </>
      ) : (
        <p className="muted">{first} har ikke skrevet noe her ennå. Spør hva som hjelper.</p>
      )}
    </section>
  )
}

const quoted = (lines: string[]) =>
  lines.map((line, index) => `${index === 0 ? '«' : ''}${line}${index === lines.length - 1 ? '»' : ''}`)

const Rest = ({ panel, children }: { panel: boolean | undefined; children: ReactNode }) =>
  panel ? <dl className="stack-2 sl-words__rest">{children}</dl> : children

function More({ title, text, panel }: { title: string; text: string | null; panel: boolean | undefined }) {
  if (!text) return null
  if (panel)
    return (
      <div>
        <dt className="label">{title}</dt>
        <dd>«{text}»</dd>
      </div>
    )
  return (
    <p className="sl-words__more">
      <b>{title}:</b> «{text}»
    </p>
  )
}
