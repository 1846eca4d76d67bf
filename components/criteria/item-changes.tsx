import { Words } from '#components/criteria/words'
import type { Change } from '#lib/criteria/rules'
import { changeText } from '#lib/criteria/text'

/** Each criterion with what became of it, in words as well as in marks. */
export const ItemChanges = ({ changes }: { changes: readonly Change[] }) => (
  <ol className="sl-rows sl-criteria">
    {changes.map((change) => (
      <li key={change.kind + change.text} data-change={change.kind}>
        {change.kind !== 'same' && <b className="sl-criteria__what">{changeText[change.kind]}: </b>}
        <Item change={change} />
      </li>
    ))}
  </ol>
)

function Item({ change: { kind, text, parts } }: { change: Change }) {
  if (kind === 'added') return <ins>{text}</ins>
  if (kind === 'removed') return <del>{text}</del>
  return kind === 'same' ? text : <Words parts={parts} />
}
