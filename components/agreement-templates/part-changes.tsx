import { Words } from '#components/criteria/words'
import type { PartChange } from '#lib/agreement-templates/rules'
import { partText } from '#lib/agreement-templates/text'

/** Each part of a template under its heading, with what became of its words. */
export const PartChanges = ({ changes, level }: { changes: readonly PartChange[]; level: 'h3' | 'h4' }) => {
  const Heading = level
  return changes.map(({ part, changed, parts }) => (
    <div key={part} className="sl-template__part">
      <Heading>
        {partText[part]}
        {changed && <span className="small muted"> (endret)</span>}
      </Heading>
      <p className="sl-criteria__text">
        <Words parts={parts} />
      </p>
    </div>
  ))
}
