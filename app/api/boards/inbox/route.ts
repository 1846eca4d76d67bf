import { answerRefresh } from '#lib/refresh-answer'
import { listInbox } from '#lib/tasks/queries'
import { inboxQuery } from '#lib/tasks/schema'

/** The view of the inbox that the page shows, as it is now. */
export function GET(request: Request) {
  const query = inboxQuery.parse(Object.fromEntries(new URL(request.url).searchParams))
  return answerRefresh(request, (session, _input, how) => listInbox(session, query, how))
}
