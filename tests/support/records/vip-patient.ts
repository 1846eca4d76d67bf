import { card, vipCase } from '#tests/support/records/cases'
import type { Db, Stored } from '#tests/support/records/ids'
import { criticalNote, ownPage, patient, phase } from '#tests/support/records/patients'
import { person } from '#tests/support/records/people'
import { ward as anyWard } from '#tests/support/records/organisations'
import type { Unit } from '#prisma/generated/client'

type Options = Parameters<typeof patient>[1] & { ward?: Pick<Unit, 'id' | 'organisationId'>; by?: Stored }

/** Somebody with everything reception shows: an active case at the ward, a card, own words, a note and a phase. */
export async function vipPatient(db: Db, { ward, by, ...given }: Options = {}) {
  const author = by ?? (await person(db))
  const who = await patient(db, given)
  const about = { patient: who, by: author }
  await ownPage(db, { patient: who })
  await criticalNote(db, about)
  await phase(db, about)
  const active = await vipCase(db, { ...about, ward: ward ?? (await anyWard(db)) })
  return { ...who, vipCase: active, card: await card(db, { vipCase: active }) }
}
