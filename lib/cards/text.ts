import { showDate, showMoment } from '#lib/dates'
import type { Proof } from '#lib/cards/rules'
import type { CardState } from '#lib/cards/schema'
import type { IssueRefusal, RevokeRefusal } from '#lib/cards/rules'
import type { CardStatus } from '#prisma/generated/enums'

export const issueRefusalText: Record<IssueRefusal, string> = {
  not_active: 'Pasienten har ikke VIP-status nå. Da kan det ikke lages kort.',
  other_ward: 'Pasienten er VIP ved en annen avdeling. Den avdelingen lager kortet.',
  has_card: 'Det er nettopp laget et kort. Se på det før du bytter det ut.',
  no_card: 'Kortet du ville bytte ut, er allerede sperret. Lag et nytt kort.',
}

export const revokeRefusalText: Record<RevokeRefusal, string> = {
  not_valid: 'Kortet gjelder ikke lenger. Det er allerede sperret eller byttet ut.',
}

type Told = { status: CardStatus; validUntil: string; endedAt: Date | null }

/** What has become of a card. */
export function cardStateText({ status, validUntil, endedAt }: Told): string {
  const ended = endedAt ? showDate(endedAt) : ''
  switch (status) {
    case 'ISSUED':
      return `Gyldig til ${showDate(validUntil)}`
    case 'REVOKED':
      return `Sperret ${ended}`
    case 'REPLACED':
      return `Byttet ut ${ended}`
    case 'EXPIRED':
      return `Gikk ut ${showDate(validUntil)}`
  }
}

type Phones = { day?: string; night?: string; always?: string | null }

/** Each number with when it is answered. */
export function phoneLines({ day, night, always }: Phones): [when: string, phone: string][] {
  if (day && night)
    return [
      ['Dag', day],
      ['Natt', night],
    ]
  return always ? [['Hele døgnet', always]] : []
}

const unbroken = (phone: string) => phone.replaceAll(' ', '\u00a0')

/** What stands on the back, for whoever meets the patient. */
export function backText(phones: Phones) {
  const numbers = phoneLines(phones).map(([when, phone]) =>
    phones.always ? unbroken(phone) : `${when.toLowerCase()} ${unbroken(phone)}`,
  )
  const call = numbers.length > 0 ? [`Ring avdelingen: ${numbers.join(', ')}.`] : []
  return {
    title: 'Til deg som møter meg',
    steps: ['Skann koden eller slå meg opp i Samløp.', 'Les «Dette hjelper meg».', ...call],
    found: 'Kortet har ingen helseopplysninger. Funnet kort: ring avdelingen, eller legg det i en postkasse.',
  }
}

type Words = { title: string; text: string }

/** What somebody without a session is told of a card. */
export const toldText: Record<CardState['state'], Words> = {
  ISSUED: { title: 'Kortet er gyldig', text: 'Er du ansatt i mottaket, skanner du kortet i Samløp.' },
  REPLACED: { title: 'Kortet gjelder ikke lenger', text: 'Det er byttet ut med et nytt.' },
  REVOKED: { title: 'Kortet gjelder ikke lenger', text: 'Det er sperret.' },
  EXPIRED: { title: 'Kortet er gått ut på dato', text: 'Personen trenger et nytt kort fra avdelingen sin.' },
  UNKNOWN: { title: 'Dette er ikke et gyldig kort', text: 'Kortet er ikke laget i Samløp, eller koden er endret.' },
}

export const foundCardText = 'Har du funnet kortet? Ring sentralbordet, eller legg det i en postkasse.'

/** What could be proven when nobody answered. */
export function provenText(proof: Proof, at: Date): Words {
  switch (proof) {
    case 'genuine':
      return {
        title: 'Kortet er ekte',
        text: `Det er laget i Samløp, er ikke gått ut på dato og sto ikke på listen over sperrede kort ${showMoment(at)}. Vi får ikke spurt om det er sperret etter det.`,
      }
    case 'expired':
      return toldText.EXPIRED
    case 'ended':
      return { title: 'Kortet gjelder ikke lenger', text: 'Det er sperret eller byttet ut.' }
    case 'foreign':
      return toldText.UNKNOWN
    case 'unreadable':
      return { title: 'Kortet ble ikke lest', text: 'Prøv å skanne koden på nytt.' }
  }
}
