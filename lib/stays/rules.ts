import { idnr } from '@navikt/fnrvalidator'
import { ok, refuse, type Result } from '#lib/result'
import type { Moment, Moments, StayToImport } from '#lib/stays/schema'

type NumberRefusal = 'bad_number' | 'help_number' | 'real_number' | 'synthetic_number'
type Misplaced = { moment: Moment; code: 'in_future' | 'too_early'; than?: Moment }

const day = 24 * 60 * 60_000

/** An identity number or D-number. Production takes no invented ones (month + 80), every other installation only them. */
export function readNumber(text: string, deployment: 'production' | 'demo' | 'test'): Result<string, NumberRefusal> {
  const number = text.replace(/[\s.-]/g, '')
  const checked = idnr(number)
  if (checked.status === 'invalid') return refuse('bad_number')
  if (checked.type === 'hnr' || checked.type === 'dnr-and-hnr') return refuse('help_number')
  const synthetic = checked.type === 'tnr' || checked.type === 'dnr-and-tnr'
  if (synthetic === (deployment === 'production')) return refuse(synthetic ? 'synthetic_number' : 'real_number')
  return ok(number)
}

/** Whether an identity number is of somebody born on this day; D-numbers add 40 to the day, synthetic ones 80 to the month. */
export function isBornOn(number: string, birthDate: string) {
  const [date, month] = [Number(number.slice(0, 2)) % 40, Number(number.slice(2, 4)) % 80]
  const written = [month, date].map((part) => String(part).padStart(2, '0')).join('-')
  return `${number.slice(4, 6)}-${written}` === birthDate.slice(2)
}

/** What may not come before what; the two odd orders that are kept and marked do not stand here. */
const order: readonly (readonly [earlier: Moment, later: Moment])[] = [
  ['ARRIVED', 'ON_WARD'],
  ['ARRIVED', 'READY_FOR_DISCHARGE'],
  ['ADMITTED', 'READY_FOR_DISCHARGE'],
  ['ARRIVED', 'DISCHARGED'],
  ['ADMITTED', 'DISCHARGED'],
  ['ON_WARD', 'DISCHARGED'],
  ['READY_FOR_DISCHARGE', 'DISCHARGED'],
  ['ARRIVED', 'DIED'],
  ['ADMITTED', 'DIED'],
]

/** Times that cannot be true: still to come, or before something that they follow. The same minute is possible. */
export function misplacedIn(moments: Moments, now: Date): Misplaced[] {
  const early = order.filter(([earlier, later]) => {
    const [first, second] = [moments[earlier], moments[later]]
    return first && second && second < first
  })
  return [
    ...entriesOf(moments).flatMap(([moment, at]) => (at > now ? [{ moment, code: 'in_future' as const }] : [])),
    ...early.map(([than, moment]) => ({ moment, code: 'too_early' as const, than })),
  ]
}

export const entriesOf = (moments: Moments) => Object.entries(moments) as [Moment, Date][]

/** The same times whole days later; what lies between two of them stays as it was. */
export const movedBy = (days: number, moments: Moments): Moments =>
  Object.fromEntries(entriesOf(moments).map(([moment, at]) => [moment, new Date(at.getTime() + days * day)]))

type Places = { ward?: string; reception?: string; directToWard: boolean }

/** One event for each time, where it happened. */
export function eventsOf(moments: Moments, { ward, reception, directToWard }: Places): StayToImport['events'] {
  const straight = directToWard && !moments.ARRIVED && moments.ADMITTED ? { ON_WARD: moments.ADMITTED } : {}
  const place: Partial<Record<Moment, string | undefined>> = {
    ARRIVED: reception,
    ON_WARD: ward,
    READY_FOR_DISCHARGE: ward,
    DISCHARGED: ward,
  }
  return entriesOf({ ...straight, ...moments }).map(([kind, at]) => {
    const unitId = place[kind]
    return unitId ? { kind, at, unitId } : { kind, at }
  })
}
