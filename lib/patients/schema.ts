import { idnr } from '@navikt/fnrvalidator'
import { z } from 'zod'

/** What the one field in reception can hold: an identity number, or the token of a card. */
export type Query = { by: 'number'; number: string; synthetic: boolean } | { by: 'card'; token: string }

const problem = {
  empty: 'Skriv 11 sifre, eller skann koden på kortet.',
  long: 'Dette er for langt til å være et nummer eller et kort. Tøm feltet og prøv igjen.',
  unreadable: 'Teksten har tegn som ikke kan leses. Tøm feltet og prøv igjen.',
  half_card: 'Kortet ble ikke lest helt. Tøm feltet og skann på nytt.',
  two_cards: 'Skanneren leste to kort. Tøm feltet og skann ett kort om gangen.',
  letters: 'Skriv bare sifre, 11 i alt, eller skann koden på kortet.',
  length: (digits: number) => `Nummeret har ${digits} ${digits === 1 ? 'siffer' : 'sifre'}. Det skal ha 11.`,
  check: 'Nummeret kan ikke stemme. Se om to sifre er byttet om.',
  help_number: 'Hjelpenummer kan ikke slås opp her. Bruk fødselsnummer, D-nummer eller kort.',
}

/** Printed on the card as `SL1` and 26 letters of Base32: no sign that a keyboard layout or Caps Lock can change. */
const cardText = /SL1([A-Z2-7]{26})/g

/** Reads the field; spaces, points and hyphens between the digits are forgiven, and so is noise around a card's text. */
function parseQuery(text: string): Query | string {
  if (!text.trim()) return problem.empty
  if (text.length > 200) return problem.long
  if (!text.isWellFormed() || /[\0\uFFFD]/.test(text)) return problem.unreadable

  const tokens = new Set([...text.toUpperCase().matchAll(cardText)].map((match) => match[1] ?? ''))
  const [token] = tokens
  if (tokens.size > 1) return problem.two_cards
  if (token) return { by: 'card', token }
  if (/SL1/i.test(text)) return problem.half_card

  const number = text.replace(/[\s.\-–\u00a0\u200b-\u200f\ufeff]/g, '')
  if (!/^\d+$/.test(number)) return problem.letters
  if (number.length !== 11) return problem.length(number.length)
  const checked = idnr(number)
  if (checked.status === 'invalid') return problem.check
  if (checked.type === 'hnr' || checked.type === 'dnr-and-hnr') return problem.help_number
  return { by: 'number', number, synthetic: checked.type === 'tnr' || checked.type === 'dnr-and-tnr' }
}

export const checkInput = z.strictObject({
  query: z.string(problem.unreadable).transform((text, context) => {
    const query = parseQuery(text)
    if (typeof query !== 'string') return query
    context.addIssue(query)
    return z.NEVER
  }),
})
export type CheckInput = z.output<typeof checkInput>

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

/** What the database answers to a look-up in reception, and all of it; anything more would fail. */
export const checkAnswer = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('forbidden') }),
  z.strictObject({ outcome: z.literal('unknown') }),
  z.strictObject({ outcome: z.literal('blocked'), routine: z.string().nullable() }),
  z.strictObject({ outcome: z.literal('none'), patient, here, card: card.optional() }),
  z.strictObject({
    outcome: z.literal('vip'),
    patient,
    here,
    ward: z.strictObject({ name: z.string(), phone: z.string().nullable(), routine: z.string().nullable() }),
    ownPage: z
      .strictObject({
        helps: z.string(),
        worsens: z.string().nullable(),
        signs: z.string().nullable(),
        call: z.string().nullable(),
        matters: z.string().nullable(),
        helper: z.string().nullable(),
        written_at: moment,
      })
      .nullable(),
    notes: z.array(
      z.strictObject({
        kind: z.enum(['ALLERGY', 'DANGER', 'VITALS', 'EQUIPMENT', 'OTHER']),
        text: z.string(),
        writtenOn: day,
        author: z.string(),
      }),
    ),
    phase: z.strictObject({ phase: z.enum(['STABLE', 'UNSTABLE']), since: moment }).nullable(),
    card: card.optional(),
  }),
])

type Answer = Exclude<z.output<typeof checkAnswer>, { outcome: 'forbidden' }>
/** What reception sees, with how it was asked for. */
export type Check = Answer & { by: Query['by'] }
export type VipCheck = Extract<Check, { outcome: 'vip' }>
export type CardCheck = NonNullable<VipCheck['card']>
