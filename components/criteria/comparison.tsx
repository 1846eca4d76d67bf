import { ItemChanges } from '#components/criteria/item-changes'
import { Words } from '#components/criteria/words'
import { Chip } from '#components/ui/chip'
import { compareItems, partsOf } from '#lib/criteria/rules'
import type { Criteria } from '#lib/criteria/schema'
import { changesText, stateText } from '#lib/criteria/text'

/** One version, told by what differs from another. */
export function Comparison({ version, against }: { version: Criteria; against: Criteria | null }) {
  const changes = compareItems(against?.items ?? version.items, version.items)
  const parts = against && partsOf(against.introduction, version.introduction)
  return (
    <section className="sl-panel" aria-labelledby="tekst">
      <header>
        <h2 id="tekst">Versjon {version.number}</h2>
        <Chip kind={version.inForce.length ? 'success' : 'neutral'}>{stateText(version)}</Chip>
      </header>
      <p className="strong">
        {against ? `Mot versjon ${against.number}: ${changesText(changes)}.` : 'Den første versjonen.'}
      </p>
      <p className="sl-criteria__text">{parts ? <Words parts={parts} /> : version.introduction}</p>
      <ItemChanges changes={changes} />
    </section>
  )
}
