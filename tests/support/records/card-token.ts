import { createHash, randomBytes } from 'node:crypto'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Sixteen bytes as the 26 signs of Base32 that stand on a card. */
function base32(bytes: Buffer) {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => letters[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

export const newToken = () => base32(randomBytes(16))

/** A token that can be known beforehand; for the demo alone, where nothing is secret. */
export const tokenOf = (name: string) =>
  base32(createHash('sha256').update(`samlop demo card ${name}`).digest().subarray(0, 16))

export const tokenHash = (token: string) => new Uint8Array(createHash('sha256').update(token).digest())

/** The text that the scanner reads. */
export const printed = (token: string) => `SL1${token}`
