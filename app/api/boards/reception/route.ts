import { readReceptionBoard } from '#lib/boards/queries'
import { answerRefresh } from '#lib/refresh-answer'

/** The board as it is now, for a page that refreshes itself. */
export const GET = (request: Request) => answerRefresh(request, readReceptionBoard)
