import 'server-only'
import { createHash, createVerify } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { plainAddPlaceholder } from '@signpdf/placeholder-plain'
import { P12Signer } from '@signpdf/signer-p12'
import { SignPdf } from '@signpdf/signpdf'
import forge from 'node-forge'
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

/** What the last seal of a PDF is of: every byte of the file but the seal itself, or it is none. */
function partsOf(pdf: Buffer) {
  const text = pdf.toString('latin1')
  const [, ...figures] = [...text.matchAll(/\/ByteRange \[\s*(\d+) (\d+) (\d+) (\d+)\s*\]/g)].at(-1) ?? []
  const [from, until = 0, next = 0, rest = 0] = figures.map(Number)
  if (from !== 0 || until < 1 || next <= until || next + rest !== pdf.length) return null
  const [, hex] = /^<([0-9a-f]+)>$/i.exec(text.slice(until, next)) ?? []
  if (!hex) return null
  return { sealed: Buffer.concat([pdf.subarray(0, until), pdf.subarray(next)]), seal: Buffer.from(hex, 'hex') }
}

/**
 * Whether a PDF is as we sealed it, by our own key, whatever certificate the seal carries. Says no to whatever it cannot
 * read; throws when our key cannot be read.
 */
export async function sealedByUs(pdf: Buffer): Promise<boolean> {
  const parts = partsOf(pdf)
  if (!parts) return false
  const key = await ownKey()
  try {
    const der = forge.asn1.fromDer(parts.seal.toString('latin1'), loosely)
    const { rawCapture } = forge.pkcs7.messageFromAsn1(der) as unknown as { rawCapture: Captured }
    const attributes = rawCapture.authenticatedAttributes
    const digest = createHash('sha256').update(parts.sealed).digest()
    const signed = forge.asn1.toDer(
      forge.asn1.create(forge.asn1.Class.UNIVERSAL, forge.asn1.Type.SET, true, attributes),
    ).data
    const bytes = (text: string) => Buffer.from(text, 'latin1')
    return (
      digestIn(attributes)?.equals(digest) === true &&
      createVerify('sha256').update(bytes(signed)).verify(key, bytes(rawCapture.signature))
    )
  } catch {
    return false
  }
}

// What stands after the seal is padding; the types know only the older form of this.
const loosely = { parseAllBytes: false } as unknown as boolean

type Captured = { authenticatedAttributes: forge.asn1.Asn1[]; signature: string }
const below = ({ value }: forge.asn1.Asn1) => (typeof value === 'string' ? [] : value)

/** The digest among the attributes of a seal. */
function digestIn(attributes: readonly forge.asn1.Asn1[]): Buffer | null {
  for (const attribute of attributes) {
    const [name, values] = below(attribute)
    if (typeof name?.value !== 'string' || forge.asn1.derToOid(name.value) !== forge.pki.oids['messageDigest']) continue
    const [value] = values ? below(values) : []
    return typeof value?.value === 'string' ? Buffer.from(value.value, 'latin1') : null
  }
  return null
}

/** The public half of the key that seals. */
async function ownKey(): Promise<string> {
  const { SEAL_KEY_FILE, SEAL_KEY_PASSPHRASE } = sealEnv()
  const file = forge.asn1.fromDer((await readFile(SEAL_KEY_FILE)).toString('latin1'))
  const bags = forge.pkcs12.pkcs12FromAsn1(file, SEAL_KEY_PASSPHRASE).getBags({ bagType: certificateBag })
  const certificate = bags[certificateBag]?.[0]?.cert
  if (!certificate) throw new Error('The key of the seal has no certificate')
  return forge.pki.publicKeyToPem(certificate.publicKey)
}
const certificateBag = forge.pki.oids['certBag'] ?? ''

/** What `writePdf` wrote as the keywords of a document; only of one that we sealed do they say anything. */
export function keywordsOf(pdf: Buffer): string | null {
  const text = pdf.toString('latin1')
  const [, object] = /\/Keywords (\d+) 0 R/.exec(text) ?? []
  return (object && new RegExp(`\\n${object} 0 obj\\n\\(([^()\\\\]*)\\)`).exec(text)?.[1]) || null
}
