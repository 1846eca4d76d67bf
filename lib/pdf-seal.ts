import 'server-only'
import { readFile } from 'node:fs/promises'
import { plainAddPlaceholder } from '@signpdf/placeholder-plain'
import { P12Signer } from '@signpdf/signer-p12'
import { SignPdf } from '@signpdf/signpdf'
import { now } from '#lib/clock'
import { sealEnv } from '#lib/env'

/**
 * The same PDF with this installation's seal (CAdES, detached) in an addition at its end: whoever changes it afterwards
 * breaks the seal. The key is the PKCS#12 file that `SEAL_KEY_FILE` names. Throws when it cannot be read.
 */
export async function seal(pdf: Buffer, reason: string): Promise<Buffer> {
  const { SEAL_KEY_FILE, SEAL_KEY_PASSPHRASE } = sealEnv()
  const signingTime = now()
  const prepared = plainAddPlaceholder({
    pdfBuffer: pdf,
    reason,
    contactInfo: '',
    name: 'Samløp',
    location: 'Norge',
    signingTime,
    subFilter: 'ETSI.CAdES.detached',
  })
  const signer = new P12Signer(await readFile(SEAL_KEY_FILE), { passphrase: SEAL_KEY_PASSPHRASE })
  return new SignPdf().sign(prepared, signer, signingTime)
}
