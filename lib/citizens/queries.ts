import 'server-only'
import { inForce, ownStateOf } from '#lib/agreements/rules'
import { dayOf, now } from '#lib/clock'
import type { Transaction } from '#lib/db'
import type { Actor } from '#lib/permissions'
import { reading } from '#lib/reading'

const ward = { select: { name: true, phone: true, organisation: { select: { name: true } } } } as const

const inForceNow = { status: { in: [...inForce] } }
const namesUnder = {
  status: true,
  signatures: { select: { party: true } },
  declines: { select: { id: true } },
} as const

/** The patients whom the policies let this citizen see: the own record, or those the citizen stands for. */
function patientsOf(tx: Transaction) {
  const time = now()
  const validNow = { validFrom: { lte: time }, OR: [{ validUntil: null }, { validUntil: { gt: time } }] }
  return tx.patient.findMany({
    select: {
      id: true,
      givenName: true,
      familyName: true,
      cases: {
        where: { status: { in: ['ACTIVE', 'UNDER_REVIEW'] } },
        select: { id: true, ward, agreements: { where: inForceNow, select: namesUnder } },
      },
      cards: {
        where: { status: 'ISSUED', validUntil: { gte: new Date(dayOf(time)) } },
        select: { caseId: true, validUntil: true },
        orderBy: { validUntil: 'desc' },
      },
      representations: {
        where: validNow,
        select: {
          id: true,
          kind: true,
          validFrom: true,
          validUntil: true,
          personId: true,
          person: { select: { givenName: true, familyName: true } },
        },
        orderBy: { validFrom: 'asc' },
      },
    },
    orderBy: [{ birthDate: 'asc' }, { id: 'asc' }],
  })
}

const ownName = (tx: Transaction, { personId }: Actor) =>
  tx.person.findUniqueOrThrow({ where: { id: personId ?? '' }, select: { givenName: true } })

/** A citizen's own page: ward, card and who may answer, of each patient it is about. */
export const openOwnPage = reading({
  act: 'patient.own',
  load: async (tx, actor, _input: object) => ({
    givenName: (await ownName(tx, actor)).givenName,
    patients: (await patientsOf(tx)).map(({ cases, cards, ...patient }) => ({
      ...patient,
      wards: cases.flatMap(({ id, ward: at }) =>
        at ? [{ id, ...at, cardUntil: cards.find(({ caseId }) => caseId === id)?.validUntil ?? null }] : [],
      ),
      agreement: ownStateOf(
        cases.flatMap(({ agreements: all }) =>
          all.map(({ declines, ...one }) => ({ ...one, declined: declines.length > 0 })),
        ),
      ),
      standsAs: patient.representations.find(({ personId }) => personId === actor.personId)?.kind ?? null,
    })),
  }),
  shows: ({ patients }) =>
    patients.map(({ id }) => ({ patientId: id, shown: ['status', 'card', 'agreement', 'representation'] })),
})
