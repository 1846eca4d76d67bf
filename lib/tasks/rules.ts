import type { TaskKind } from '#lib/tasks/schema'

type About = { patientId: string | null; objectId: string }

/** Where the work of a kind is done, when that is not the patient's page. */
const pages: Partial<Record<TaskKind, (about: About) => string>> = {
  ISSUE_CARD: ({ patientId }) => `/patients/${patientId}/card`,
}

/** Where a task leads somebody at work: ids of our own, and nothing about a person. */
export const taskAddress = (kind: TaskKind, about: About) =>
  pages[kind]?.(about) ?? (about.patientId ? `/patients/${about.patientId}` : '/inbox')
