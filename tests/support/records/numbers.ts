import { randomInt } from 'node:crypto'
import { syntheticNumber } from '#prisma/mappings/synthetic-number'

const weights = [3, 2, 7, 6, 5, 4, 3, 2]

/** An organisation number that belongs to nobody: it begins with 3 and its check digit is right. */
export function organisationNumber(serial: number): string {
  const eight = String(30_000_000 + serial)
  const sum = weights.reduce((total, weight, place) => total + weight * Number(eight[place]), 0)
  const digit = (11 - (sum % 11)) % 11
  // About every eleventh number would need the check digit 10; the next one takes its place.
  return digit === 10 ? organisationNumber(serial + 5_000_000) : eight + digit
}

export const anyOrganisationNumber = () => organisationNumber(randomInt(4_000_000))

/** A grown-up's birthday and a number that goes with it. */
export function anyIdentity() {
  const birthDate = new Date(Date.UTC(1935, 0, 1 + randomInt(25_000))).toISOString().slice(0, 10)
  return { birthDate, identityNumber: anyNumber(birthDate) }
}

export const anyNumber = (birthDate: string) => syntheticNumber(birthDate, randomInt(800))
