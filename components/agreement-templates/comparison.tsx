import { PartChanges } from '#components/agreement-templates/part-changes'
import { Chip } from '#components/ui/chip'
import { compareTemplates } from '#lib/agreement-templates/rules'
import type { Template } from '#lib/agreement-templates/schema'
import { changedText } from '#lib/agreement-templates/text'
import { stateText } from '#lib/criteria/text'

/** One version, told by what differs from another. */
export function Comparison({ version, against }: { version: Template; against: Template | null }) {
  const changes = compareTemplates(against, version)
  return (
    <section className="sl-panel" aria-labelledby="tekst">
      <header>
        <h2 id="tekst">Versjon {version.number}</h2>
        <Chip kind={version.inForce.length ? 'success' : 'neutral'}>{stateText(version)}</Chip>
      </header>
      <p className="strong">
        {against ? `Mot versjon ${against.number}. ${changedText(changes)}.` : 'Den første versjonen.'}
      </p>
      <PartChanges changes={changes} level="h3" />
    </section>
  )
}
