import { z } from 'zod'

export const revokeCardInput = z.strictObject({ id: z.uuid() })
export type RevokeCardInput = z.output<typeof revokeCardInput>

/** `replaces` names the card that stood on the page, so that nobody exchanges one that was not seen. */
export const issueCardInput = z.strictObject({ case: z.uuid(), replaces: z.union([z.uuid(), z.literal('')]) })
export type IssueCardInput = z.output<typeof issueCardInput>

export const cardParams = z.object({ card: z.uuid() })
export type CardParams = z.output<typeof cardParams>

/** Base32 of RFC 4648: no sign that Caps Lock or a Norwegian keyboard layout can change. */
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Bytes as Base32 without padding. */
export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => letters[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

/** The bytes of a Base32 text that has no other signs than its own; what is left over of the last sign is dropped. */
export function fromBase32(text: string) {
  const bits = Array.from(text, (sign) => letters.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Uint8Array.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** What the signature is over: format, key, card and last day. */
export const signedBytes = 21
/** 85 bytes with the signature, which Base32 writes without a bit left over. */
const tokenSigns = 136
const checkLength = 6

const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/** The six check characters of bech32 (BIP 173), which notice any three wrong signs of a text this long. */
export function checkSigns(token: string): string {
  let check = 1
  const values = Array.from(token, (sign) => letters.indexOf(sign))
  for (const value of [...values, ...Array<number>(checkLength).fill(0)]) {
    const top = check >>> 25
    check = ((check & 0x1ffffff) << 5) ^ value
    for (const [bit, mask] of generator.entries()) if ((top >>> bit) & 1) check ^= mask
  }
  return Array.from({ length: checkLength }, (_, at) => letters[(check >>> (5 * (checkLength - 1 - at))) & 31]).join('')
}

/** The text in the QR code after the address. */
export const writeCardText = (token: string) => `SL1${token}${checkSigns(token)}`

const cardText = new RegExp(`SL1([A-Z2-7]{${tokenSigns + checkLength}})(?=SL1|[^A-Z2-7]|$)`, 'g')
/** Cards from before tokens were signed, without check characters. */
const formerText = /SL1([A-Z2-7]{26})(?=SL1|[^A-Z2-7]|$)/g

/** A scanner that thinks the keyboard is German changes these two. */
const swapped = (text: string) => text.replaceAll(/[YZ]/g, (sign) => (sign === 'Y' ? 'Z' : 'Y'))
const tokenOf = (text: string) => {
  const [token, check] = [text.slice(0, tokenSigns), text.slice(tokenSigns)]
  return checkSigns(token) === check ? token : null
}

export type CardReading = { token: string } | 'two_cards' | 'misread_card' | 'half_card'

/**
 * The card in what a scanner typed, with whatever stood around it: the whole address, marks of the scanner, the same card
 * twice. Null when there is no card in it at all.
 */
export function readCardText(typed: string): CardReading | null {
  const text = typed.toUpperCase()
  const found = [...text.matchAll(cardText)].map(([, signs = '']) => tokenOf(signs) ?? tokenOf(swapped(signs)))
  if (found.includes(null)) return 'misread_card'
  const tokens = new Set([...found, ...[...text.matchAll(formerText)].map(([, signs = '']) => signs)])
  const [token] = tokens
  if (tokens.size > 1) return 'two_cards'
  if (token) return { token }
  return text.includes('SL1') ? 'half_card' : null
}

/** What a public check is asked: the text of a card, as it stands after `#`. */
export const checkCardInput = z.strictObject({
  card: z
    .string()
    .max(400)
    .transform((text, context) => {
      const read = readCardText(text)
      if (read && typeof read !== 'string') return read.token
      context.addIssue('unreadable')
      return z.NEVER
    }),
})

/** What is published for those who check without asking about a card. */
export const publishedKey = z.strictObject({ name: z.string(), x: z.string() })
export const publishedKeys = z.strictObject({ keys: z.array(publishedKey) })
export const publishedEnds = z.strictObject({ at: z.iso.datetime(), ended: z.array(z.string()) })

/** What a stranger is told of a card: whether it counts, and whom to call. */
export const cardState = z.strictObject({
  state: z.enum(['ISSUED', 'REPLACED', 'REVOKED', 'EXPIRED', 'UNKNOWN']),
  hospital: z.string().nullable(),
  phone: z.string().nullable(),
})
export type CardState = z.output<typeof cardState>
