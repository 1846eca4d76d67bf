import { answerOwnScan } from '#lib/signing/paper'

type Context = { params: Promise<{ version: string; party: string }> }

/** What somebody signed on paper under the own agreement, as it was scanned. */
export const GET = async (_request: Request, { params }: Context) => answerOwnScan(await params)
