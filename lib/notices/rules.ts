import { entrances } from '#lib/permissions'

/** Where a citizen reads on, by how the name of the kind begins or what it says. */
const pages: readonly [kind: RegExp, page: string][] = [
  [/MEASURE|PROMISE|STATUS/, '/my/promises'],
  [/MEETING|MINUTES|STATEMENT/, '/my/meetings'],
  [/AGREEMENT/, '/my/agreement'],
  [/^CARD/, '/my/card'],
]

/** The page that a task or notice of a citizen is about; null when there is no such page. */
export function ownAddress(kind: string): string | null {
  const page = pages.find(([pattern]) => pattern.test(kind))?.[1]
  return page !== undefined && page in entrances ? page : null
}

/** Where a notice leads somebody at work. */
export const noticeAddress = (kind: string, { patientId, objectId }: { patientId: string; objectId: string }) =>
  /^(MEETING|STATEMENT)_/.test(kind) && kind !== 'MEETING_CANCELLED'
    ? `/meetings/${objectId}`
    : `/patients/${patientId}`
