import type { PartChange } from '#lib/agreement-templates/rules'
import type { TemplatePart } from '#lib/agreement-templates/schema'
import { headingText } from '#lib/agreements/text'
import { criteriaRefusalText } from '#lib/criteria/text'

/** The headings of an agreement. */
export const partText: Record<TemplatePart, string> = headingText

export const templateRefusalText = {
  ...criteriaRefusalText,
  not_found: 'Dere er ikke part i denne malen, eller versjonen finnes ikke.',
  is_first: 'Den første malen følger med Samløp. Den gjelder til dere godkjenner en ny.',
}

/** Which parts changed, in one line. */
export function changedText(changes: readonly PartChange[]) {
  const changed = changes.filter((change) => change.changed).map(({ part }) => `«${partText[part]}»`)
  return changed.length ? `Endret: ${changed.join(', ')}` : 'Ingenting er endret'
}
