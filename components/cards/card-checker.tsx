import { type Known, proveCard } from '#lib/cards/proof'
import type { Proof } from '#lib/cards/rules'
import { type CardState, cardState, publishedEnds, publishedKeys, readCardText } from '#lib/cards/schema'
import { dayOf, now } from '#lib/clock'

export type Answer =
  | { kind: 'reading' }
  | { kind: 'none' }
  | { kind: 'told'; card: CardState }
  /** What could be proven by itself, and how old the list of ended cards is. */
  | { kind: 'proven'; proof: Proof; at: Date }
  | { kind: 'silent' }

type Published = Omit<Known, 'today'> & { at: Date }

/** Asks about a card, and proves what can be proven without asking when nobody answers. */
export class CardChecker {
  /** What was fetched when the page was opened; good for as long as it stays open. */
  private readonly published = publishedNow()

  async check(text: string): Promise<Answer> {
    const read = readCardText(text)
    if (!read || typeof read === 'string') return { kind: 'proven', proof: 'unreadable', at: now() }
    const told = await ask(text)
    if (told) return { kind: 'told', card: told }
    const published = await this.published
    if (!published) return { kind: 'silent' }
    const proof = await proveCard(text, { ...published, today: dayOf(now()) }).catch(() => null)
    return proof ? { kind: 'proven', proof, at: published.at } : { kind: 'silent' }
  }
}

async function publishedNow(): Promise<Published | null> {
  try {
    const [keys, ends] = await Promise.all([fetched('/api/cards/key'), fetched('/api/cards/revoked')])
    const { at, ended } = publishedEnds.parse(ends)
    return { ...publishedKeys.parse(keys), ended, at: new Date(at) }
  } catch {
    return null
  }
}

async function fetched(path: string): Promise<unknown> {
  const answer = await fetch(path)
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

async function ask(card: string): Promise<CardState | null> {
  try {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch('/api/cards/check', { method: 'POST', headers, body: JSON.stringify({ card }) })
    return answer.ok ? cardState.parse(await answer.json()) : null
  } catch {
    return null
  }
}
