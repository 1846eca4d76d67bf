import { tokenHash } from '#lib/cards/token'
import { keyName, printed, signedToken } from '#tests/support/records/card-token'
import { type Db, newId, type Stored } from '#tests/support/records/ids'
import { day, daysAgo, inDays } from '#tests/support/records/moments'
import { consent } from '#tests/support/records/relations'
import type { Prisma, Unit } from '#prisma/generated/client'
import type { CaseStatus } from '#prisma/generated/enums'

type CaseOptions = Partial<Omit<Prisma.VipCaseUncheckedCreateInput, 'status' | 'activeAt'>> & {
  status?: CaseStatus
  activeAt?: Date
  patient: Stored
  ward: Pick<Unit, 'id' | 'organisationId'>
  by?: Stored
}
type CardOptions = Partial<Prisma.CardUncheckedCreateInput> & {
  vipCase: Stored & { patientId: string }
  token?: string
}

/** A case has been active when it is, is being reviewed, or has ended; these begin with a recorded consent. */
const hasBegun = {
  RECOMMENDED: false,
  MEETING_CALLED: false,
  DECIDED_NO: false,
  POSTPONED: false,
  ACTIVE: true,
  UNDER_REVIEW: true,
  ENDED: true,
} satisfies Record<CaseStatus, boolean>

/** A VIP case in any status, active at the ward unless said otherwise. */
export async function vipCase(
  db: Db,
  { patient, ward, by, status = 'ACTIVE', activeAt = daysAgo(60), ...given }: CaseOptions,
) {
  const begun = hasBegun[status] && {
    activeAt,
    reviewOn: day(inDays(180, activeAt)),
    consentId: given.consentId ?? (await consent(db, { patient, givenAt: inDays(-1, activeAt), ...(by && { by }) })).id,
  }
  const ended = status === 'ENDED' && { endedAt: daysAgo(5), endCause: 'REVIEW' as const }
  const place = { patientId: patient.id, trustId: ward.organisationId, wardId: ward.id }
  return db.vipCase.create({ data: { id: newId(), ...place, status, ...begun, ...ended, ...given } })
}

/** A card of a case, with what nobody can read from the database: its token and the text that is printed. */
export async function card(db: Db, { vipCase: of, token: former, status = 'ISSUED', ...given }: CardOptions) {
  const told = { id: newId(), validUntil: day(inDays(100)), ...given } as { id: string; validUntil: Date }
  const token = former ?? signedToken(told)
  const place = { patientId: of.patientId, caseId: of.id, tokenHash: tokenHash(token), status }
  const life = { issuedAt: daysAgo(60), endedAt: status === 'ISSUED' ? null : daysAgo(5) }
  const row = await db.card.create({
    data: { ...place, ...life, keyName: former ? null : keyName(), ...given, ...told },
  })
  return { ...row, token, text: printed(token) }
}
