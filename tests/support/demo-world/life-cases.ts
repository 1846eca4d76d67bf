import type { Told } from '#tests/support/demo-world/life'
import type { Vip } from '#tests/support/demo-world/lives'
import { cardId, cardTurns, casesOf } from '#tests/support/demo-world/patients'
import { leaderOf, unitAt } from '#tests/support/demo-world/places'
import { card, vipCase } from '#tests/support/records/cases'
import { type Db, idOf } from '#tests/support/records/ids'
import { day, dayAt, daysAgo } from '#tests/support/records/moments'
import { consent } from '#tests/support/records/relations'

/** The VIP cases of a person, oldest first, each with the consent that it began with and its cards. */
export async function seedCases(db: Db, told: Told) {
  const { key, life, patient } = told
  const turns = cardTurns(life)
  for (const [turn, vip] of casesOf(life).entries()) {
    const { ward, status, since, review, ended, endCause } = vip
    const begun = since !== undefined && {
      activeAt: dayAt(-since, '14.00'),
      reviewOn: day(dayAt(review ?? 180 - since, '12.00')),
      consentId: (await seedConsent(db, told, vip, turn)).id,
    }
    const end = ended !== undefined && endCause && { endedAt: daysAgo(ended), endCause }
    const about = { id: idOf(`case ${key} ${turn}`), patient, ward: unitAt(ward), status, by: leaderOf(ward) }
    const stored = await vipCase(db, { ...about, ...begun, ...end })
    for (const { turn: number, status: state = 'ISSUED', issued, until, ended: endedAt } of turns[turn] ?? [])
      await card(db, {
        id: cardId(key, number),
        vipCase: stored,
        status: state,
        issuedAt: dayAt(-issued, '10.30'),
        validUntil: day(dayAt(until, '12.00')),
        endedAt: endedAt === undefined ? null : daysAgo(endedAt),
      })
  }
}

/** Whoever may decide for the patient gives the yes; a power of attorney alone does not take the patient's place. */
function seedConsent(db: Db, { key, patient, by, life, representation }: Told, vip: Vip, turn: number) {
  const { since = 0, ended, endCause, method = 'ORAL' } = vip
  const decidesFor = representation && life.representedBy?.kind !== 'POWER_OF_ATTORNEY'
  const about = { id: idOf(`consent vip ${key} ${turn}`), patient, by, method, givenAt: dayAt(-since, '13.30') }
  const given = decidesFor ? { ...about, representationId: representation.id } : about
  if (ended === undefined || endCause === 'DEATH') return consent(db, given)
  if (endCause === 'PATIENT_WISH') return consent(db, { ...given, status: 'WITHDRAWN', withdrawnAt: daysAgo(ended) })
  return consent(db, { ...given, status: 'EXPIRED', validUntil: daysAgo(ended) })
}
