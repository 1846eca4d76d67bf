import type { Part } from '#lib/criteria/rules'

/** A text with what is new and what is taken out. */
export const Words = ({ parts }: { parts: readonly Part[] }) =>
  parts.map((part, place) => {
    const key = `${place} ${part.kind}`
    if (part.kind === 'same') return <span key={key}>{part.text}</span>
    return part.kind === 'added' ? <ins key={key}>{part.text}</ins> : <del key={key}>{part.text}</del>
  })
