import { answerScanAtWork } from '#lib/signing/paper'

type Context = { params: Promise<{ version: string; party: string }> }

/** What somebody signed on paper, as it was scanned. */
export const GET = async (_request: Request, { params }: Context) => answerScanAtWork(await params)
