import { AgreementText } from '#components/agreements/agreement-text'
import { Signatures } from '#components/agreements/signatures'
import type { AgreementVersion } from '#lib/agreements/schema'
import { statusText } from '#lib/agreements/text'
import { showMoment } from '#lib/dates'

type Props = { versions: readonly AgreementVersion[] }

/** What was agreed before, with what came of it. */
export function OlderVersions({ versions }: Props) {
  if (versions.length === 0) return null
  return (
    <section className="sl-panel" aria-labelledby="tidligere">
      <header>
        <h2 id="tidligere">Tidligere versjoner</h2>
      </header>
      {versions.map((version) => (
        <details key={version.id} className="sl-fold">
          <summary>
            Versjon {version.number}: {statusText[version.status].toLowerCase()}
            {version.endedAt && ` ${showMoment(version.endedAt)}`}
            {version.endReason && `. ${version.endReason}`}
          </summary>
          <AgreementText content={version.content} level={3} id={null} />
          {version.contentHash && <Signatures agreement={version} />}
        </details>
      ))}
    </section>
  )
}
