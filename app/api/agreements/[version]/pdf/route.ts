import { agreementPdf, readVersion } from '#lib/agreements/document'
import { versionParams } from '#lib/agreements/schema'
import { answerFile } from '#lib/file-answer'

type Context = { params: Promise<{ version: string }> }

/** The agreement as a sealed PDF. */
export const GET = async (_request: Request, { params }: Context) =>
  answerFile(versionParams, await params, readVersion, async (agreement) => ({
    bytes: await agreementPdf(agreement),
    type: 'application/pdf',
    name: `avtale-versjon-${agreement.number}.pdf`,
  }))
