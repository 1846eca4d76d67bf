import { heartPatients } from '#tests/support/demo-world/heart-patients'
import type { CardLife, Life, Vip } from '#tests/support/demo-world/lives'
import { lungPatients } from '#tests/support/demo-world/lung-patients'
import { medicalPatients } from '#tests/support/demo-world/medical-patients'
import { otherPatients } from '#tests/support/demo-world/other-patients'
import { childPatients } from '#tests/support/demo-world/child-patients'
import { innvikPatients } from '#tests/support/demo-world/innvik-patients'
import { mentalPatients } from '#tests/support/demo-world/mental-patients'
import { surgicalPatients } from '#tests/support/demo-world/surgical-patients'
import { printed, signedToken } from '#tests/support/records/card-token'
import { idOf } from '#tests/support/records/ids'
import { day, dayAt } from '#tests/support/records/moments'
import { syntheticNumber } from '#prisma/mappings/synthetic-number'

const tables = {
  ...lungPatients,
  ...heartPatients,
  ...medicalPatients,
  ...surgicalPatients,
  ...mentalPatients,
  ...childPatients,
  ...innvikPatients,
  ...otherPatients,
}
export type PatientKey = keyof typeof tables
export const lives: Record<PatientKey, Life> = tables

export const numberOf = ({ born, serial = 40, number }: { born: string; serial?: number; number?: string }) =>
  number ?? syntheticNumber(born, serial)

export const casesOf = ({ vip }: Life): readonly Vip[] => (vip === undefined ? [] : [vip].flat())

/** The cards of a case; whoever has or had the status has one, and death or another end revokes it. */
export function cardsOf({ since, status, ended, cards }: Vip): readonly CardLife[] {
  if (cards || since === undefined) return cards ?? []
  const issued = { issued: since - 1, until: 120 }
  return status === 'ENDED' && ended !== undefined ? [{ ...issued, status: 'REVOKED', ended }] : [issued]
}

/** Days from today until the last of the imported person's card. */
export const importedUntil = 345

export const cardId = (key: PatientKey | 'imported', turn = 1) =>
  idOf(key === 'imported' ? 'card imported' : `card ${key} ${turn}`)

/** What stands on a person's first card, second card and so on; of somebody without one what would have stood there. */
export function cardText(key: PatientKey | 'imported', turn = 1) {
  const cards = key === 'imported' ? [{ until: importedUntil }] : cardTurns(lives[key]).flat()
  const validUntil = day(dayAt(cards[turn - 1]?.until ?? 0, '12.00'))
  return printed(signedToken({ id: cardId(key, turn), validUntil }))
}

/** Every card of the table by its turn, in the order of the cases. */
export function cardTurns(life: Life) {
  let turn = 0
  return casesOf(life).map((vip) => cardsOf(vip).map((card) => ({ ...card, turn: (turn += 1) })))
}
