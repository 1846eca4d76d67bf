import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cardId, cardTurns, lives, type PatientKey } from '#tests/support/demo-world/patients'
import { entries } from '#tests/support/demo-world/places'
import { keyName, printed, signedToken } from '#tests/support/records/card-token'
import type { Db } from '#tests/support/records/ids'
import type { CardStatus } from '#prisma/generated/enums'

const statusText = {
  ISSUED: 'gyldig',
  REPLACED: 'byttet ut',
  REVOKED: 'sperret',
  EXPIRED: 'gått ut',
} satisfies Record<CardStatus, string>

type Turn = [key: PatientKey | 'imported', turn: number]

/** Writes what stands on the demo's cards into a file, so that whoever tries the demo has one to scan. */
export async function writeCards(db: Db, directory: string): Promise<string> {
  const turns: Turn[] = entries(lives).flatMap(([key, life]) =>
    cardTurns(life)
      .flat()
      .map(({ turn }): Turn => [key, turn]),
  )
  const lines = await Promise.all(
    [...turns, ['imported', 1] satisfies Turn].map(([key, turn]) => lineOf(db, cardId(key, turn))),
  )
  const file = join(directory, 'demo-cards.txt')
  mkdirSync(directory, { recursive: true })
  writeFileSync(file, `${lines.flatMap((line) => line ?? []).join('\n')}\n`)
  return file
}

const shown = {
  id: true,
  validUntil: true,
  keyName: true,
  status: true,
  patient: { select: { givenName: true, familyName: true } },
  case: { select: { ward: { select: { name: true } } } },
} as const

async function lineOf(db: Db, id: string) {
  const found = await db.card.findUnique({ where: { id }, select: shown })
  // Of a card of another key nobody knows the token.
  if (found?.keyName !== keyName()) return null
  const { status, patient, case: of } = found
  const columns = [`${patient.givenName} ${patient.familyName}`, of.ward?.name ?? '']
  return [
    ...columns.map((column) => column.padEnd(32)),
    statusText[status].padEnd(9),
    printed(signedToken(found)),
  ].join(' ')
}
