import { organisationId, personId, unitAt } from '#tests/support/demo-world/places'
import type { PatientKey } from '#tests/support/demo-world/patients'
import type { StaffSubject } from '#tests/support/people'
import { type Db, idOf, type Stored } from '#tests/support/records/ids'
import { dayAt, inHours, inMinutes, minutesAgo } from '#tests/support/records/moments'
import { emergencyAccess, flagDecision, logFlag } from '#tests/support/records/log-flags'
import { endedSession } from '#tests/support/records/sessions'
import type { BlockReason, EmergencyReason, LogFlagFinding, LogFlagKind, Role } from '#prisma/generated/enums'

const places = {
  trust: { organisationId: organisationId('fjordkyst') },
  reception: { organisationId: organisationId('fjordkyst'), unitId: unitAt('reception').id },
  heart: { organisationId: organisationId('fjordkyst'), unitId: unitAt('heart').id },
}
type Decision = { finding: LogFlagFinding; days: number; at: string; text?: string }
type FlagLife = { by: StaffSubject; at: Date; in: keyof typeof places; decided?: readonly Decision[] }

/** Looks that stand out, waiting and done. */
const looks: readonly (FlagLife & { kind: LogFlagKind; about?: PatientKey })[] = [
  { kind: 'MANY_PATIENTS', by: 'berit.nygard', at: dayAt(-1, '22.41'), in: 'reception' },
  { kind: 'OWN_RECORD', by: 'sara.lien', at: dayAt(-2, '10.12'), in: 'reception', about: 'sara.lien' },
  { kind: 'SAME_NAME', by: 'sara.lien', at: dayAt(-3, '15.30'), in: 'reception', about: 'jonas.lien' },
  {
    kind: 'MANY_PATIENTS',
    by: 'hanne.rusten',
    at: dayAt(-34, '02.11'),
    in: 'reception',
    decided: [
      { finding: 'JUSTIFIED', days: 33, at: '09.30', text: 'Bussulykke på E39 denne natten. Alle kom til mottaket.' },
    ],
  },
]

type GlassLife = FlagLife & {
  role: Role
  about: PatientKey
  reason: EmergencyReason
  text: string
  hours?: number
  block?: { reason: BlockReason; text: string; after: number }
}

/** Break-glass: open now, waiting, opened with what was blocked, and done. */
const broken: readonly GlassLife[] = [
  {
    by: 'amir.rezaei',
    role: 'NURSE',
    at: minutesAgo(25),
    in: 'heart',
    about: 'liv.brekke',
    reason: 'CALLED_IN',
    text: 'Tilkalt til mottaket fordi pasienten skal til oss om det blir verre.',
  },
  {
    by: 'eirik.sandvik',
    role: 'COLLABORATION_PHYSICIAN',
    at: dayAt(-1, '19.05'),
    in: 'trust',
    about: 'aud.kvamme',
    reason: 'CANNOT_ANSWER',
    text: 'Funnet bevisstløs hjemme. Ambulansen spør om hva vi vet.',
    hours: 2,
    block: { reason: 'CANNOT_BE_ASKED', text: 'Bevisstløs, og avdelingen som kjenner henne må varsles nå.', after: 4 },
  },
  {
    by: 'amir.rezaei',
    role: 'NURSE',
    at: dayAt(-12, '13.20'),
    in: 'heart',
    about: 'ruthelin.kvale',
    reason: 'OTHER',
    text: 'Pasienten ringte avdelingen og ville vite om innleggelsen.',
    hours: 1,
    decided: [
      { finding: 'NOT_JUSTIFIED', days: 11, at: '08.50', text: 'Ingen hjelp ble gitt. Tatt opp med avdelingen.' },
      { finding: 'FOLLOWED_UP', days: 9, at: '12.15', text: 'Samtale med leder. Rutinen er gjennomgått i møte.' },
    ],
  },
]

const controller = { id: personId('tone.myklebust') }

export async function seedFlags(db: Db) {
  for (const { kind, about, ...life } of looks) {
    const id = idOf(`flag ${kind} ${life.by} ${life.at.getTime()}`)
    const patient = about && { patient: { id: idOf(`patient ${about}`) } }
    const flag = { id, kind, by: { id: personId(life.by) }, at: life.at, place: places[life.in], ...patient }
    await seedDecisions(db, await logFlag(db, flag), life)
  }
  for (const life of broken) await seedGlass(db, life)
}

async function seedGlass(db: Db, life: GlassLife) {
  const { by: subject, role, at, about, reason, text, hours, block } = life
  const name = `emergency ${about}`
  const [by, patient, place] = [{ id: personId(subject) }, { id: idOf(`patient ${about}`) }, places[life.in]]
  const session = await endedSession(db, {
    id: idOf(`session ${name}`),
    person: by,
    membership: { id: idOf(`membership ${subject} 0`) },
    from: inMinutes(-5, at),
    until: inHours(hours ?? 4, at),
    ...(!hours && { revokedAt: null }),
  })
  const ended = hours && { endedAt: inHours(hours, at), endCause: 'BY_HAND' as const }
  const given = { id: idOf(name), role, reason, text, openedAt: at, ...ended }
  const { id: emergencyId } = await emergencyAccess(db, { ...given, patient, by, session, place })
  const concerning = { emergencyId, by, role, place, patient }
  const flag = await logFlag(db, { ...concerning, id: idOf(`flag ${name}`), kind: 'BREAK_GLASS', at })
  await seedDecisions(db, flag, life)
  if (!block) return
  const { after, ...why } = block
  await db.blockOpening.create({ data: { emergencyId, patientId: patient.id, ...why, openedAt: inMinutes(after, at) } })
  await logFlag(db, { ...concerning, id: idOf(`flag block ${name}`), kind: 'BLOCK_OPENED', at: inMinutes(after, at) })
}

async function seedDecisions(db: Db, flag: Stored, { decided = [] }: FlagLife) {
  for (const [turn, { finding, days, at, text }] of decided.entries())
    await flagDecision(db, {
      id: idOf(`decision ${flag.id} ${turn}`),
      flag,
      by: controller,
      finding,
      at: dayAt(-days, at),
      ...(text && { text }),
    })
}
