import { organisationId, personId } from '#tests/support/demo-world/places'
import { criteriaParty, criteriaVersion } from '#tests/support/records/criteria'
import { type Db, idOf } from '#tests/support/records/ids'
import { dayAt } from '#tests/support/records/moments'

const trust = { id: organisationId('fjordkyst') }
const admins = {
  fjordkyst: 'geir.haugen',
  strandvik: 'asbjorn.loe',
  sundoy: 'rune.fjell',
  granvik: 'wenche.dale',
} as const
type Party = keyof typeof admins

const approved = (party: Party, day: number) => ({
  organisation: { id: organisationId(party) },
  by: { id: personId(admins[party]) },
  at: dayAt(day, '10.15'),
})

const introduction =
  'Alle skal ikke bli VIP. Møtet vurderer samlet om økt samarbeid og mer langsiktig planlegging ventes å bety en forskjell.'
const first = [
  'Minst tre akutte innleggelser siste seks måneder, eller fem siste tolv',
  'Behov for et koordinert tilbud fra både kommune og sykehus',
  'Tiltakene til nå har hatt preg av enkeltløsninger',
]
const second = [
  'Minst tre akutte innleggelser siste seks måneder, eller fem siste tolv, også når årsakene er forskjellige',
  'Behov for et koordinert tilbud fra både kommune og sykehus',
  'Pasienten ønsker det selv, og har fått forklart hva det innebærer',
]

/** The second version is in force with two municipalities, the third still has the first, and a draft of the next is written. */
export async function seedCriteria(db: Db) {
  for (const party of ['strandvik', 'sundoy', 'granvik'] as const)
    await criteriaParty(db, { trust, municipality: { id: organisationId(party) } })
  const by = { id: personId('geir.haugen') }
  await criteriaVersion(db, {
    ...{ id: idOf('criteria 1'), trust, by, number: 1, introduction, items: first, at: dayAt(-420, '09.00') },
    approvedBy: [
      approved('fjordkyst', -419),
      approved('strandvik', -412),
      approved('sundoy', -410),
      approved('granvik', -405),
    ],
  })
  await criteriaVersion(db, {
    ...{ id: idOf('criteria 2'), trust, by, number: 2, introduction, items: second, at: dayAt(-60, '13.00') },
    approvedBy: [approved('fjordkyst', -58), approved('strandvik', -50), approved('granvik', -44)],
  })
  await criteriaVersion(db, {
    ...{ id: idOf('criteria 3'), trust, number: 3, status: 'DRAFT' as const, introduction, at: dayAt(-2, '14.30') },
    by: { id: personId('asbjorn.loe') },
    items: [...second, 'Det finnes en som kan være koordinator fra første dag'],
  })
}
