import 'server-only'
import { type CandidateQuery, type Candidates, candidatesAnswer, pageSize } from '#lib/candidates/schema'
import { shownPage } from '#lib/candidates/rules'
import { reading } from '#lib/reading'

/** One page of those who may need a meeting, as far as the actor's organisation lawfully knows of them; one statement. */
export const listCandidates = reading<CandidateQuery, Candidates & { page: number }>({
  act: 'candidate.list',
  load: async (tx, _actor, { side }) => {
    const [row] = await tx.$queryRaw<[{ answer: unknown } | undefined]>`
      SELECT door.candidates(${pageSize}::int, ${side}::int) AS answer`
    const answer = candidatesAnswer.parse(row?.answer ?? null)
    return answer && { ...answer, page: shownPage(side, answer.total, pageSize) }
  },
  shows: ({ rows }) =>
    [...new Set(rows.map(({ id }) => id))].map((patientId) => ({ patientId, shown: ['name', 'stays'] })),
})
