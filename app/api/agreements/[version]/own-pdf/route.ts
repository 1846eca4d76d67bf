import { agreementPdf, readOwnVersion } from '#lib/agreements/document'
import { versionParams } from '#lib/agreements/schema'
import { answerFile } from '#lib/file-answer'

type Context = { params: Promise<{ version: string }> }

/** The own agreement as a sealed PDF. */
export const GET = async (_request: Request, { params }: Context) =>
  answerFile(versionParams, await params, readOwnVersion, async (agreement) => ({
    bytes: await agreementPdf(agreement),
    type: 'application/pdf',
    name: `avtale-versjon-${agreement.number}.pdf`,
  }))
