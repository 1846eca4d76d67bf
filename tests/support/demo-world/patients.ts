import { heartPatients } from '#tests/support/demo-world/heart-patients'
import type { CardLife, Life, Vip } from '#tests/support/demo-world/lives'
import { lungPatients } from '#tests/support/demo-world/lung-patients'
import { medicalPatients } from '#tests/support/demo-world/medical-patients'
import { otherPatients } from '#tests/support/demo-world/other-patients'
import { childPatients } from '#tests/support/demo-world/child-patients'
import { innvikPatients } from '#tests/support/demo-world/innvik-patients'
import { mentalPatients } from '#tests/support/demo-world/mental-patients'
import { surgicalPatients } from '#tests/support/demo-world/surgical-patients'
import { tokenOf } from '#tests/support/records/card-token'
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

/** The token of a person's first card, second card and so on. */
export const cardToken = (key: PatientKey | 'imported', turn = 1) => tokenOf(`${key} ${turn}`)

/** Every card of the table by its turn, in the order of the cases. */
export function cardTurns(life: Life) {
  let turn = 0
  return casesOf(life).map((vip) => cardsOf(vip).map((card) => ({ ...card, turn: (turn += 1) })))
}
