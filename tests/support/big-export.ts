import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { columnsOf } from '#lib/stays/schema'
import { standard } from '#prisma/mappings/standard'
import { syntheticNumbers } from '#prisma/mappings/synthetic-number'

type Wish = {
  rows: number
  /** So many stays a patient, on the average. */
  staysPerPatient?: number
  seed?: number
  /** Every so many rows one is broken. */
  badEvery?: number
  wardResh?: number
  receptionResh?: number
}

const given = ['Solveig', 'Bjørn', 'Åse', 'Ola', 'Kari', 'Per', 'Ingunn', 'Håkon', 'Turid', 'Sverre']
const family = ['Ødegård', 'Haugland', 'Bærås', 'Lie', 'Sæther', 'Vik', 'Østby', 'Moen', 'Strand', 'Aasen']
const day = 86_400_000
const first = Date.UTC(2016, 0, 1)
const columns = columnsOf(standard)

/** Writes an export of invented people and stays to a file; nothing of it is held in memory. */
export const writeBigExport = (path: string, wish: Wish) => pipeline(pieces(wish), createWriteStream(path))

/** A line at a time would cost a turn of the event loop each. */
function* pieces(wish: Wish) {
  let piece = ''
  for (const line of bigRows(wish)) {
    piece += line
    if (piece.length < 1 << 16) continue
    yield piece
    piece = ''
  }
  yield piece
}

/**
 * The lines of such an export, the names of its columns first; always the same ones for the same wish. About 200 bytes a
 * row, in the order of admission, patients coming back.
 */
export function* bigRows(wish: Wish) {
  const { rows, staysPerPatient = 4, seed = 1, badEvery = 0, wardResh = 880_001, receptionResh = 880_002 } = wish
  const random = randomOf(seed)
  const patients = Math.max(1, Math.ceil(rows / staysPerPatient))
  const numberOf = numbers()
  yield `${columns.join(';')}\n`
  for (let row = 0; row < rows; row += 1) {
    const who = row < patients / 2 ? row : Math.floor(random() * patients)
    const { number, born } = numberOf(who)
    const arrived = first + Math.floor((row / rows) * 3_600) * day + 8 * 3_600_000 + Math.floor(random() * 600) * 60_000
    const left = arrived - (arrived % day) + (1 + Math.floor(random() * 9)) * day + 10 * 3_600_000
    const after = (hours: number) => clock(arrived + Math.floor(hours * 3_600_000))
    const cells: Record<string, string> = {
      opphold_id: `HF-PROVE-SOMATIKK-${String(seed).padStart(6, '0')}-${String(row).padStart(10, '0')}`,
      fodselsnummer: number,
      fodselsdato: born,
      fornavn: `${given[who % given.length]} ${given[(who * 3 + 1) % given.length]}`,
      etternavn: `${family[who % family.length]}-${family[(who * 7 + 3) % family.length]}`,
      kjonn: 'KM'[who % 2] ?? '',
      kommunenummer: '4671',
      enhet_resh: String(wardResh),
      mottak_resh: String(receptionResh),
      ankomst: after(0),
      innlagt: after(1),
      pa_post: after(2.5),
      utskrivningsklar: clock(left - 3_600_000),
      utskrevet: badEvery && row % badEvery === badEvery - 1 ? 'ukjent' : clock(left),
      hastegrad: String(1 + (row % 4)),
    }
    yield `${columns.map((column) => cells[column] ?? '').join(';')}\n`
  }
}

/** Mulberry32: small, quick, and the same everywhere. */
function randomOf(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Eight hundred people were born on each day, from 1930 on. */
function numbers() {
  const days = new Map<number, string[]>()
  return (who: number) => {
    const place = Math.floor(who / 800)
    const born = new Date(Date.UTC(1930, 0, 1) + place * 37 * day).toISOString().slice(0, 10)
    const known = days.get(place) ?? syntheticNumbers(born)
    days.set(place, known)
    return { born, number: known[who % 800] ?? '' }
  }
}

// From eight in the morning to nine in the evening, when Norwegian clocks never jump.
const clock = (time: number) => new Date(time).toISOString().slice(0, 16)
