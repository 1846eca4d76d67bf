import { answerRefresh } from '#lib/refresh-answer'
import { countInbox } from '#lib/tasks/queries'
import { ok } from '#lib/result'

/** How much waits for whoever is signed in: a number for the menu, and nothing about anybody. */
export const GET = (request: Request) =>
  answerRefresh(request, async (session) => ok({ count: await countInbox(session) }))
