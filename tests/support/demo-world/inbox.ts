import type { PatientKey } from '#tests/support/demo-world/patients'
import { organisationId, personId, unitAt } from '#tests/support/demo-world/places'
import type { StaffSubject } from '#tests/support/people'
import { type Db, idOf } from '#tests/support/records/ids'
import { dayAt } from '#tests/support/records/moments'
import { notice, task } from '#tests/support/records/tasks'
import type { TaskKind } from '#lib/tasks/schema'
import type { Prisma } from '#prisma/generated/client'
import type { NoticeKind } from '#lib/notices/schema'

type Waiting = Partial<Prisma.TaskUncheckedCreateInput> & { kind: TaskKind; about: PatientKey; by: StaffSubject }

const lung = unitAt('lung').id
const marit = personId('marit.solberg')

/** What waits, so that whoever runs the demo sees work of each sort: one's own, the unit's, late, put off. */
const waiting: readonly Waiting[] = [
  {
    kind: 'PREPARE_MEETING',
    about: 'solveig.haugland',
    by: 'eirik.sandvik',
    holderId: marit,
    dueAt: dayAt(1, '12.00'),
    text: 'Finn fram innleggelsene det siste året.',
  },
  {
    kind: 'PREPARE_MEETING',
    about: 'kari.lunde',
    by: 'marit.solberg',
    unitId: lung,
    dueAt: dayAt(-1, '15.00'),
    text: 'Spør pasienten hvem hun vil ha med.',
  },
  {
    kind: 'PREPARE_MEETING',
    about: 'annelise.berg',
    by: 'marit.solberg',
    unitId: lung,
    holderId: personId('silje.moen'),
  },
  {
    kind: 'PREPARE_MEETING',
    about: 'jonas.lien',
    by: 'eirik.sandvik',
    holderId: marit,
    snoozedUntil: dayAt(4, '06.00'),
    snoozeReason: 'Venter på svar fra kommunen',
  },
  {
    kind: 'FOLLOW_UP',
    about: 'solveig.haugland',
    by: 'marit.solberg',
    organisationId: organisationId('fjordkyst'),
    role: 'FLOW_COORDINATOR',
    dueAt: dayAt(1, '12.00'),
    text: 'Forbered møtet. Hos Lungeavdelingen 4B, frist i går.',
  },
]

const told: readonly { kind: NoticeKind; about: PatientKey; to: string; by?: StaffSubject; read?: true }[] = [
  { kind: 'MINUTES_READY', about: 'solveig.haugland', to: 'marit.solberg', by: 'eirik.sandvik' },
  { kind: 'CARD_ISSUED', about: 'kari.lunde', to: 'marit.solberg', by: 'silje.moen', read: true },
]

/** Tasks and notices; mails of the past are not sent again. */
export async function seedInbox(db: Db) {
  for (const [turn, { about, by, ...given }] of waiting.entries())
    await task(db, {
      id: idOf(`task ${turn}`),
      objectId: idOf(`task object ${turn}`),
      patient: { id: idOf(`patient ${about}`) },
      givenById: personId(by),
      givenAt: dayAt(-3, '10.00'),
      ...given,
    })
  for (const [turn, { kind, about, to, by, read }] of told.entries())
    await notice(db, {
      id: idOf(`notice ${turn}`),
      objectId: idOf(`notice object ${turn}`),
      kind,
      patient: { id: idOf(`patient ${about}`) },
      personId: personId(to),
      toldById: by ? personId(by) : null,
      toldAt: dayAt(-turn - 1, '09.15'),
      ...(read && { readAt: dayAt(-1, '12.00') }),
    })
}
