import { idnr } from '@navikt/fnrvalidator'
import { z } from 'zod'
import { readCardText } from '#lib/cards/schema'

/** What the one field can hold: an identity number, a name with a birth date, or the token of a card. */
export type Query =
  | { by: 'number'; number: string; synthetic: boolean }
  | { by: 'name'; name: string; birthDate: string }
  | { by: 'card'; token: string }

const problem = {
  empty: 'Skriv 11 sifre, eller skann koden på kortet.',
  long: 'Dette er for langt til å være et nummer eller et kort. Tøm feltet og prøv igjen.',
  unreadable: 'Teksten har tegn som ikke kan leses. Tøm feltet og prøv igjen.',
  misread_card: 'Kortet ble lest feil. Tøm feltet og skann på nytt.',
  half_card: 'Kortet ble ikke lest helt. Tøm feltet og skann på nytt.',
  two_cards: 'Skanneren leste to kort. Tøm feltet og skann ett kort om gangen.',
  no_date: 'Skriv 11 sifre, eller navn og fødselsdato, for eksempel Haugland 15.03.1948.',
  no_name: 'Skriv navnet også, for eksempel Haugland 15.03.1948.',
  no_such_day: 'Datoen finnes ikke. Skriv dag, måned og år, for eksempel 15.03.1948.',
  long_name: 'Navnet er for langt. Ett navn og fødselsdatoen er nok.',
  card_elsewhere: 'Kort leses i mottaket. Skriv 11 sifre, eller navn og fødselsdato.',
  length: (digits: number) => `Nummeret har ${digits} ${digits === 1 ? 'siffer' : 'sifre'}. Det skal ha 11.`,
  check: 'Nummeret kan ikke stemme. Se om to sifre er byttet om.',
  help_number: 'Hjelpenummer kan ikke slås opp her. Bruk fødselsnummer, D-nummer eller kort.',
}

/** `15.03.1948` or `15031948`, and not a part of something longer. */
const dayText = /(?<![\d.])(?:(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})|(\d{2})(\d{2})(\d{4}))(?!\d)/g
/** The address on a card, scanned twice, with room to spare. */
const longestScan = 600
const longestTyped = 200
const invisible = /[\u200b-\u200f\ufeff]/g

/** Reads the field; spaces, points and hyphens between the digits are forgiven, and so is noise around a card's text. */
function parseQuery(text: string): Query | string {
  if (!text.trim()) return problem.empty
  if (text.length > longestScan) return problem.long
  if (!text.isWellFormed() || /[\0\uFFFD]/.test(text)) return problem.unreadable

  const card = readCardText(text)
  if (card) return typeof card === 'string' ? problem[card] : { by: 'card', token: card.token }
  if (text.length > longestTyped) return problem.long

  const number = text.replace(invisible, '').replace(/[\s.\-–\u00a0]/g, '')
  if (!/^\d+$/.test(number)) return parseName(text.replace(invisible, ''))
  if (number.length !== 11) return problem.length(number.length)
  const checked = idnr(number)
  if (checked.status === 'invalid') return problem.check
  if (checked.type === 'hnr' || checked.type === 'dnr-and-hnr') return problem.help_number
  return { by: 'number', number, synthetic: checked.type === 'tnr' || checked.type === 'dnr-and-tnr' }
}

/** Words and one birth date, in either order; words are parted as the database parts them. */
function parseName(text: string): Query | string {
  const [found, another] = text.matchAll(dayText)
  if (!found || another) return problem.no_date
  const name = text
    .replace(found[0], ' ')
    .normalize('NFC')
    .split(/[\s,;\-–]+/)
    .filter((word) => /[\p{L}\d]/u.test(word))
    .join(' ')
  if (/\d/.test(name)) return problem.no_date
  if (!/\p{L}{2}/u.test(name)) return problem.no_name
  if (name.length > 120) return problem.long_name
  const [day = '', month = '', year = ''] = found.slice(1).filter((part) => part !== undefined)
  const birthDate = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return z.iso.date().safeParse(birthDate).success ? { by: 'name', name, birthDate } : problem.no_such_day
}

const field = (read: (text: string) => Query | string) =>
  z.string(problem.unreadable).transform((text, context) => {
    const query = read(text)
    if (typeof query !== 'string') return query
    context.addIssue(query)
    return z.NEVER
  })

export const checkInput = z.strictObject({ query: field(parseQuery) })
export type CheckInput = z.output<typeof checkInput>

/** The same outside reception, where nobody scans cards. */
export const findInput = z.strictObject({
  query: field((text) => {
    const query = parseQuery(text)
    return typeof query !== 'string' && query.by === 'card' ? problem.card_elsewhere : query
  }),
})

const day = z.iso.date()
const moment = z.iso.datetime({ offset: true })
const patient = z.strictObject({ name: z.string(), birthDate: day, deceased: z.boolean() })
const card = z.strictObject({
  scanned: z.boolean(),
  status: z.enum(['ISSUED', 'REPLACED', 'REVOKED', 'EXPIRED']),
  validUntil: day,
  endedAt: moment.nullable(),
})

const here = z
  .strictObject({
    id: z.uuid(),
    own: z.boolean(),
    unit: z.string(),
    status: z.enum(['ARRIVED', 'IN_RECEPTION', 'ON_WARD', 'READY_FOR_DISCHARGE']),
    since: moment,
  })
  .nullable()

export const ownPage = z.strictObject({
  helps: z.string(),
  worsens: z.string().nullable(),
  signs: z.string().nullable(),
  call: z.string().nullable(),
  matters: z.string().nullable(),
  helper: z.string().nullable(),
  written_at: moment,
})
export const criticalNote = z.strictObject({
  kind: z.enum(['ALLERGY', 'DANGER', 'VITALS', 'EQUIPMENT', 'OTHER']),
  text: z.string(),
  writtenOn: day,
  author: z.string(),
})

/** What the database answers to a look-up in reception, and all of it; anything more would fail. */
export const checkAnswer = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('forbidden') }),
  z.strictObject({ outcome: z.literal('unknown') }),
  z.strictObject({ outcome: z.literal('many') }),
  z.strictObject({ outcome: z.literal('blocked'), routine: z.string().nullable() }),
  z.strictObject({ outcome: z.literal('none'), patient, here, card: card.optional() }),
  z.strictObject({
    outcome: z.literal('vip'),
    patient,
    here,
    ward: z.strictObject({ name: z.string(), phone: z.string().nullable(), routine: z.string().nullable() }),
    ownPage: ownPage.nullable(),
    notes: z.array(criticalNote),
    phase: z.strictObject({ phase: z.enum(['STABLE', 'UNSTABLE']), since: moment }).nullable(),
    card: card.optional(),
  }),
])

type Answer = Exclude<z.output<typeof checkAnswer>, { outcome: 'forbidden' }>
/** What reception sees, with how it was asked for, and what an arrival can be registered by. */
export type Check = Answer & { by: Query['by']; lookUp: string; at: string; arrivalKey: string }
export type Found = Extract<Check, { outcome: 'vip' | 'none' }>
export type VipCheck = Extract<Check, { outcome: 'vip' }>
export type CardCheck = NonNullable<VipCheck['card']>
