import { receivePaper } from '#lib/signing/paper'

type Context = { params: Promise<{ id: string }> }

/** The scan of an agreement that was signed on paper. */
export const POST = async (request: Request, { params }: Context) => receivePaper(request, await params)
