import { fnr } from '@navikt/fnrvalidator'

const firstWeights = [3, 7, 6, 1, 8, 9, 4, 5, 2]
const secondWeights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
const perDay = 1_000

/** The check digit, which is 10 for about every eleventh number; such numbers are not given to anybody. */
const checkDigit = (digits: string, weights: number[]) =>
  (11 - (weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0) % 11)) % 11

/**
 * An identity number that belongs to nobody: month + 80 and valid check digits.
 * @param birthDate `YYYY-MM-DD`
 * @param serial different serials below 800 give different numbers on the same day
 */
export function syntheticNumber(birthDate: string, serial: number): string {
  const found = syntheticNumbers(birthDate)[serial]
  if (!found || fnr(found).status !== 'valid') throw new Error(`No synthetic number ${serial} on ${birthDate}`)
  return found
}

/** All such numbers of a day, `YYYY-MM-DD`; a little more than 800. */
export function syntheticNumbers(birthDate: string): string[] {
  const [year = '', month = '', day = ''] = birthDate.split('-')
  const date = `${day}${Number(month) + 80}${year.slice(2)}`
  const numbers: string[] = []
  for (let individual = 0; individual < perDay; individual += 1) {
    const nine = date + String(individual).padStart(3, '0')
    const first = checkDigit(nine, firstWeights)
    const second = checkDigit(nine + first, secondWeights)
    if (first < 10 && second < 10) numbers.push(nine + first + second)
  }
  return numbers
}
