import 'server-only'
import { v7 as uuid } from 'uuid'
import { cardAddress, publishedCardKey, tokenAgain } from '#lib/cards/key'
import { proveCard } from '#lib/cards/proof'
import { qrOf } from '#lib/cards/qr'
import { cardNumber, type OpenCase } from '#lib/cards/rules'
import { type CardParams, type CardState, cardState, type IssueCardInput, writeCardText } from '#lib/cards/schema'
import { tokenHash } from '#lib/cards/token'
import { dayOf, now } from '#lib/clock'
import { db, type Transaction } from '#lib/db'
import { findHeader, shownOf } from '#lib/patient-pages/queries'
import type { PatientParams } from '#lib/patient-pages/schema'
import type { Actor } from '#lib/permissions'
import { reading } from '#lib/reading'

const shown = { id: true, patientId: true, status: true, validUntil: true, version: true } as const

/** One card of the own hospital among those the actor may see, locked until the end of the transaction. */
export async function lockCard(tx: Transaction, { organisation }: Actor, { id }: { id: string }) {
  if (!organisation || !(await tx.card.count({ where: { id, case: { trustId: organisation.id } } }))) return null
  await tx.$queryRaw`SELECT id FROM card WHERE id = ${id}::uuid FOR UPDATE`
  return tx.card.findUnique({ where: { id }, select: shown })
}

const dateOf = (day: Date) => day.toISOString().slice(0, 10)

/** A case that the actor may see, with its card that has not been ended, for a card that is to be. */
export async function findCase(tx: Transaction, { case: id }: Pick<IssueCardInput, 'case'>) {
  const found = await tx.vipCase.findUnique({
    where: { id },
    select: {
      patientId: true,
      status: true,
      wardId: true,
      reviewOn: true,
      cards: { where: { status: 'ISSUED' }, select: { id: true, version: true, validUntil: true } },
    },
  })
  if (!found) return null
  const { patientId, status, wardId, reviewOn, cards } = found
  const card = cards[0] && { ...cards[0], validUntil: dateOf(cards[0].validUntil) }
  const open: OpenCase = { status, wardId, reviewOn: reviewOn && dateOf(reviewOn), card: card ?? null }
  return { id: uuid(), caseId: id, patientId, open }
}

const face = {
  id: true,
  patientId: true,
  status: true,
  validUntil: true,
  keyName: true,
  patient: { select: { givenName: true, familyName: true } },
  case: {
    select: {
      ward: { select: { name: true, phone: true, nightPhone: true } },
      trust: { select: { name: true } },
    },
  },
} as const

/** The cards that count today among those the request may see. */
const findFaces = (tx: Transaction, where: { id?: string; case?: { wardId: string } }) =>
  tx.card.findMany({
    where: { ...where, status: 'ISSUED', validUntil: { gte: new Date(dayOf(now())) } },
    select: face,
    orderBy: [{ issuedAt: 'asc' }, { id: 'asc' }],
  })

export type CardFace = ReturnType<typeof faceOf>

/** All that stands on a card. Its code is null when the key is no longer the one that signed it. */
function faceOf({
  id,
  patientId,
  validUntil: until,
  keyName,
  patient,
  case: of,
}: Awaited<ReturnType<typeof findFaces>>[number]) {
  const validUntil = dateOf(until)
  const token = tokenAgain({ id, validUntil, keyName })
  const code = token && `${cardAddress()}${writeCardText(token)}`
  return {
    id,
    patientId,
    validUntil,
    name: `${patient.givenName} ${patient.familyName}`,
    ward: of.ward?.name ?? '',
    phone: of.ward?.phone ?? null,
    nightPhone: of.ward?.nightPhone ?? null,
    hospital: of.trust.name,
    code,
    qr: code === null ? null : qrOf(code),
    number: token && cardNumber(Buffer.from(tokenHash(token)).toString('hex')),
  }
}

const onCard = ['name', 'status', 'card']

/** One card to be printed, for the ward that it is of. */
export const openCardToPrint = reading({
  act: 'card.print',
  load: async (tx, actor, { card }: CardParams) => {
    const [found] = actor.unit ? await findFaces(tx, { id: card, case: { wardId: actor.unit.id } }) : []
    return found ? faceOf(found) : null
  },
  shows: ({ patientId }) => [{ patientId, shown: onCard }],
})

/** The own cards, or those of the ones the citizen stands for. */
export const openOwnCards = reading({
  act: 'card.own',
  load: async (tx, _actor, _input: object) => (await findFaces(tx, {})).map(faceOf),
  shows: (faces) =>
    [...new Set(faces.map(({ patientId }) => patientId))].map((patientId) => ({ patientId, shown: onCard })),
})

/** What the cards of a patient have come to, newest first, by the cases of the own ward or of others that may be seen. */
export async function loadCards(tx: Transaction, actor: Actor, patientId: string) {
  const cases = await tx.vipCase.findMany({
    where: { patientId, status: { in: ['ACTIVE', 'UNDER_REVIEW'] } },
    select: {
      id: true,
      ward: { select: { id: true, name: true } },
      cards: {
        select: { id: true, status: true, issuedAt: true, validUntil: true, endedAt: true, keyName: true },
        orderBy: [{ issuedAt: 'desc' }, { id: 'desc' }],
      },
    },
    orderBy: { activeAt: 'asc' },
  })
  const today = dayOf(now())
  return cases.map(({ id, ward, cards }) => ({
    id,
    ward: ward?.name ?? '',
    own: actor.role === 'HEAD_NURSE' && ward?.id === actor.unit?.id,
    cards: cards.map(({ validUntil: until, keyName, status, ...card }) => {
      const validUntil = dateOf(until)
      const token = tokenAgain({ id: card.id, validUntil, keyName })
      return {
        ...card,
        validUntil,
        status: status === 'ISSUED' && validUntil < today ? ('EXPIRED' as const) : status,
        number: token && cardNumber(Buffer.from(tokenHash(token)).toString('hex')),
      }
    }),
  }))
}
export type CasesWithCards = Awaited<ReturnType<typeof loadCards>>

/** The page about a patient's cards. */
export const openCards = reading({
  act: 'card.read',
  load: async (tx, actor, { id }: PatientParams) => {
    const header = await findHeader(tx, actor, id)
    return header && { header, cases: await loadCards(tx, actor, id) }
  },
  shows: ({ header }) => [{ patientId: header.id, shown: shownOf(header) }],
})

/** The cards that were ended before their time, by the first half of their hash. */
export async function endedCards(): Promise<string[]> {
  const rows = await db().$queryRaw<{ half: string }[]>`SELECT door.ended_cards() AS half`
  return rows.map(({ half }) => half)
}

/** Whether a card counts, for whoever has its token. What our key did not sign never reaches the database. */
export async function checkCard(token: string): Promise<CardState> {
  const unknown = { state: 'UNKNOWN', hospital: null, phone: null } as const
  const proof = await proveCard(writeCardText(token), { keys: [publishedCardKey()], ended: [], today: '' })
  if (proof !== 'genuine') return unknown
  const [row] = await db().$queryRaw<[{ answer: unknown }]>`SELECT door.card_state(${tokenHash(token)}) AS answer`
  return row.answer ? cardState.parse(row.answer) : unknown
}
