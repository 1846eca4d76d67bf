import 'server-only'
import { witnessPaper } from '#lib/signing/commands'
import { readOwnScan, readScan } from '#lib/signing/queries'
import { decideScan, mostOfScan } from '#lib/signing/rules'
import { paperInput, paperParams, scanParams } from '#lib/signing/schema'
import { answerFile } from '#lib/file-answer'
import { answerUpload, fileOf, type Sent } from '#lib/upload'

/**
 * Takes the scan of a paper that was signed by hand and leads back to the agreement, which says what came of it by the
 * code `papir` and keeps who was said to have signed (`hvem`, an id of ours).
 */
export async function receivePaper(request: Request, params: unknown): Promise<Response> {
  const of = paperParams.safeParse(params)
  if (!of.success) return new Response(null, { status: 404 })
  const { id: patient } = of.data
  let signer = ''
  const back = (papir: string) =>
    `/patients/${patient}/agreement?${new URLSearchParams({ papir, ...(papir !== 'ok' && signer && { hvem: signer }) })}#papir`
  return answerUpload(request, mostOfScan, back, async ({ session, key, fields, form }: Sent) => {
    const written = paperInput.safeParse(fields)
    signer = paperInput.shape.signer.safeParse(form.get('signer')).data ?? ''
    if (!written.success) return signer ? 'not_seen' : 'not_chosen'
    const file = await fileOf(form, 'scan')
    const kind = decideScan(file ?? { name: '', size: 0, type: null })
    if (!kind.ok || !file) return kind.ok ? 'file_missing' : kind.refusal
    const paper = { kind: kind.value, contentHash: file.hash, bytes: () => file.bytes }
    const done = await witnessPaper(session, { ...written.data, patient, file: paper }, key)
    return done.ok ? 'ok' : done.refusal
  })
}

const types = { PDF: 'application/pdf', PNG: 'image/png', JPEG: 'image/jpeg' }
const endings = { PDF: 'pdf', PNG: 'png', JPEG: 'jpg' }

const answerScan = (read: typeof readScan) => (params: unknown) =>
  answerFile(scanParams, params, read, async ({ kind, bytes, number }) => ({
    bytes,
    type: types[kind],
    name: `avtale-versjon-${number}-signert-pa-papir.${endings[kind]}`,
  }))
/** The paper as it was scanned, for whoever works with the patient. */
export const answerScanAtWork = answerScan(readScan)
/** The same for the patient. */
export const answerOwnScan = answerScan(readOwnScan)
