import { type Db, newId, type Stored } from '#tests/support/records/ids'
import { minutesAgo } from '#tests/support/records/moments'
import type { Prisma } from '#prisma/generated/client'

type About<Row> = Partial<Row> & { patient?: Stored }

/** Something that somebody is to do. */
export const task = (db: Db, { patient, ...given }: About<Prisma.TaskUncheckedCreateInput>) =>
  db.task.create({
    data: {
      id: newId(),
      kind: 'SIGN_MINUTES',
      objectId: newId(),
      patientId: patient?.id ?? null,
      givenAt: minutesAgo(30),
      ...given,
    },
  })

/** Something that somebody has been told. */
export const notice = (
  db: Db,
  { patient, ...given }: About<Prisma.NoticeUncheckedCreateInput> & { personId: string },
) =>
  db.notice.create({
    data: {
      id: newId(),
      kind: 'MINUTES_SIGNED',
      objectId: newId(),
      patientId: patient?.id ?? null,
      toldAt: minutesAgo(30),
      ...given,
    },
  })
