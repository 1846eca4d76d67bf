import { z } from 'zod'
import { AgreementParty } from '#prisma/generated/enums'

export const pageSize = 20
/** Within so many days a deadline is near. */
export const nearDays = 60

export const listFilters = ['alle', 'inne', 'ustabil', 'frist'] as const
export const listSorts = ['navn', 'fase', 'akutte', 'akutte12', 'frist'] as const
export type ListFilter = (typeof listFilters)[number]
export type ListSort = (typeof listSorts)[number]

/** What stands in the address of the list: codes, and nothing about anybody. What cannot be read counts for nothing. */
export const listQuery = z.object({
  vis: z.enum(listFilters).catch('alle'),
  sorter: z
    .templateLiteral([z.enum(['', '-']), z.enum(listSorts)])
    .optional()
    .catch(undefined),
  side: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform((page) => Math.max(1, Number(page)))
    .catch(1),
})
export type ListQuery = z.output<typeof listQuery>

const day = z.iso.date()
const moment = z.iso.datetime({ offset: true })

const listed = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  birthDate: day,
  deceasedAt: moment.nullable(),
  /** False when only the stay of a fast track is open, so that nothing else can be counted. */
  whole: z.boolean(),
  statusBlocked: z.boolean(),
  here: z
    .strictObject({
      status: z.enum(['ARRIVED', 'IN_RECEPTION', 'ON_WARD', 'READY_FOR_DISCHARGE']),
      unit: z.string().nullable(),
      since: moment.nullable(),
      leaveSince: moment.nullable(),
    })
    .nullable(),
  wards: z.array(z.string()).nullable(),
  phase: z.strictObject({ phase: z.enum(['STABLE', 'UNSTABLE']), since: moment }).nullable(),
  acute6: z.number(),
  acute12: z.number(),
  /** Whose names are missing under the agreement that waits for them. */
  unsigned: z.array(z.enum(AgreementParty)).nullable(),
  deadline: z
    .strictObject({ kind: z.enum(['ACCESS', 'PLAN', 'REVIEW']), on: day, about: z.string().nullable() })
    .nullable(),
})
export type Listed = z.output<typeof listed>

/** What the database answers: how many each filter leaves, and one page. */
export const listAnswer = z.strictObject({
  counts: z.record(z.enum(listFilters), z.number()),
  rows: z.array(listed),
})
export type ListAnswer = z.output<typeof listAnswer>
