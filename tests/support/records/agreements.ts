import { createHash } from 'node:crypto'
import { v5 } from 'uuid'
import { canonical } from '#lib/agreements/rules'
import type { AgreementContent } from '#lib/agreements/schema'
import { type Db, newId, type Stored } from '#tests/support/records/ids'
import { day, daysAgo, inDays } from '#tests/support/records/moments'
import type { AgreementParty, AgreementStatus } from '#prisma/generated/enums'

const iso = (date: Date) => date.toISOString().slice(0, 10)

type Case = Stored & { patientId: string; trustId: string; wardId: string | null }
type Options = {
  id?: string
  vipCase: Case
  by: Stored
  municipalityId: string
  status?: AgreementStatus
  number?: number
  content?: Partial<AgreementContent>
  /** Who has signed it, as their names stand under it. */
  signed?: readonly { party: AgreementParty; person: Stored & { givenName: string; familyName: string } }[]
  frozenAt?: Date
}

/** A version of an agreement, frozen unless said otherwise, with the signatures given. */
export async function agreement(db: Db, { vipCase, by, municipalityId, status = 'FROZEN', ...given }: Options) {
  const { content: own, signed = [], frozenAt = daysAgo(3), number = 1 } = given
  const id = given.id ?? newId()
  const content = canonical({ ...text, ...own, id, number })
  const contentHash = createHash('sha256').update(content).digest('hex')
  const frozen = status !== 'DRAFT' && { contentHash, frozenAt, frozenById: by.id }
  const ended = ['SUPERSEDED', 'REVOKED'].includes(status) && {
    endedAt: daysAgo(1),
    endReason: 'Det kom en ny versjon.',
  }
  const { patientId, trustId } = vipCase
  await db.agreement.create({
    data: {
      ...{ id, patientId, trustId, caseId: vipCase.id, number, municipalityId, content },
      ...{ wardId: vipCase.wardId ?? '', status: signed.length > 0 ? 'FROZEN' : status },
      ...{ createdById: by.id, createdAt: frozenAt, ...frozen, ...ended },
    },
  })
  for (const { party, person } of signed)
    await db.agreementSignature.create({
      data: {
        ...{
          id: v5(party, id),
          agreementId: id,
          patientId,
          party,
          contentHash,
          method: 'DIGITAL',
          personId: person.id,
        },
        name: `${person.givenName} ${person.familyName}`,
        ...{ provider: 'openid:helseid', authenticatedAt: frozenAt, signedAt: frozenAt },
      },
    })
  return { id, patientId, contentHash, content }
}

const text: Omit<AgreementContent, 'id' | 'number'> = {
  patient: { name: 'Prøve Pasient', birthDate: '1948-03-15' },
  hospital: 'Prøvesykehuset',
  ward: { name: 'Lungeavdelingen', phone: '55 00 42 40' },
  municipality: 'Strandvik kommune',
  expects: 'Du kan ringe avdelingen dag og natt.\nDu skal rett til avdelingen når det går.',
  ownWords: 'Jeg vil helst være hjemme.',
  wardDoes: 'Avdelingen tar imot deg.',
  municipalityDoes: 'Kommunen besøker deg.',
  patientDoes: 'Du sier fra tidlig.',
  measures: [{ what: 'Besøk av sykepleier', who: 'Hjemmetjenesten', until: null }],
  changes: 'Du kan si opp avtalen når som helst.',
  from: iso(day(daysAgo(3))),
  until: null,
  reviewOn: iso(day(inDays(180))),
}
