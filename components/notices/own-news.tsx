import { ActForm } from '#components/ui/act-form'
import { showMomentInWords } from '#lib/dates'
import { readOwnNoticesAction } from '#lib/notices/actions'
import { ownAddress } from '#lib/notices/rules'
import type { OwnNews as News } from '#lib/notices/schema'
import { wordsOfOwnNotice, wordsOfOwnTask } from '#lib/notices/text'

/** What is new for somebody at home: first what they are asked to do, then what has happened. */
export function OwnNews({ news: { at, tasks, notices }, formKey }: { news: News; formKey: string }) {
  if (tasks.length === 0 && notices.length === 0) return null
  return (
    <section aria-labelledby="nytt">
      <h2 id="nytt">Nytt til deg</h2>
      <ul className="sl-rows">
        {tasks.map(({ id, kind, dueAt }) => (
          <li key={id} className="sl-promise">
            <What kind={kind}>{wordsOfOwnTask(kind)}</What>
            {dueAt && <small>Gjør det før {showMomentInWords(dueAt)}</small>}
          </li>
        ))}
        {notices.map(({ id, kind, toldAt }) => (
          <li key={id} className="sl-promise">
            <What kind={kind}>{wordsOfOwnNotice(kind)}</What>
            <small>{showMomentInWords(toldAt)}</small>
          </li>
        ))}
      </ul>
      {notices.length > 0 && (
        <ActForm
          action={readOwnNoticesAction}
          formKey={formKey}
          hidden={{ until: at }}
          submit="Jeg har lest dette"
          variant="secondary"
        />
      )}
    </section>
  )
}

/** A link when there is a page to read on. */
function What({ kind, children }: { kind: string; children: string }) {
  const address = ownAddress(kind)
  if (!address) return <span className="strong">{children}</span>
  return (
    <a className="strong" href={address}>
      {children}
    </a>
  )
}
