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

type About = { patientId: string; objectId: string }

/**
 * The pages of somebody at work, by how the name of the kind begins. A cancelled meeting stands in the list; one that is no
 * longer one's own, nowhere.
 */
const workPages: readonly [kind: RegExp, page: (about: About) => string][] = [
  [/^(RECOMMENDATION|MEETING_CANCELLED|TASK_LATE)/, ({ patientId }) => `/patients/${patientId}/meetings`],
  [/^MEETING_LEFT/, () => '/inbox'],
  [/^(MEETING|STATEMENT)_/, ({ objectId }) => `/meetings/${objectId}`],
  [/^MINUTES_/, ({ objectId }) => `/meetings/${objectId}/minutes`],
  [/^STATUS_/, ({ patientId }) => `/patients/${patientId}/status`],
  [/^(MEASURE|PROMISE)_/, ({ patientId }) => `/patients/${patientId}/promises`],
  [/^AGREEMENT_/, ({ patientId }) => `/patients/${patientId}/agreement`],
  [/^CARD_/, ({ patientId }) => `/patients/${patientId}/card`],
  [/^TASK_DUE/, () => '/inbox'],
]

/** Where a notice leads somebody at work. */
export const noticeAddress = (kind: string, about: About) =>
  workPages.find(([pattern]) => pattern.test(kind))?.[1](about) ?? `/patients/${about.patientId}`
