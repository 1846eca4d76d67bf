import { z } from 'zod'
import { choice, paragraph } from '#lib/fields'
import {
  BlockReason,
  EmergencyEndCause,
  EmergencyReason,
  LogFlagFinding,
  LogFlagKind,
  Role,
} from '#prisma/generated/enums'

/** What stands in the address of the list; what cannot be read counts for nothing. */
export const flagQuery = z.object({
  vis: z.enum(['apne', 'avgjort']).catch('apne'),
  side: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export type FlagQuery = z.output<typeof flagQuery>

export const flagParams = z.object({ flag: z.uuid() })
export type FlagParams = z.output<typeof flagParams>

export const findings = Object.values(LogFlagFinding)
/** Only that it was as it should be needs no words. */
const shortestText = 10

export const decideInput = z
  .strictObject({
    flag: z.uuid(),
    /** How many decisions stood on the page. */
    seen: z.coerce.number().int().min(0).max(10_000),
    finding: choice(findings, 'Velg hva du kom fram til.'),
    text: paragraph(0, 1_000, ''),
  })
  .refine(({ finding, text }) => text.length >= shortestText || (finding === 'JUSTIFIED' && text === ''), {
    path: ['text'],
    message: `Skriv hva du fant og gjorde, med minst ${shortestText} tegn.`,
  })
export type DecideInput = z.output<typeof decideInput>

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

const flag = z.strictObject({
  id: z.uuid(),
  kind: z.enum(LogFlagKind),
  at: moment,
  by: z.string(),
  role: z.enum(Role),
  unit: z.string().nullable(),
  patient: z.strictObject({ id: z.uuid(), name: z.string(), birthDate: z.iso.date() }).nullable(),
  patients: z.int().nullable(),
  reason: z.union([z.enum(EmergencyReason), z.enum(BlockReason)]).nullable(),
  /** Break-glass that is open now. */
  ongoing: z.boolean(),
  /** The patient was registered as arrived where the look was. */
  explained: z.boolean(),
  decisions: z.int(),
  finding: z.enum(LogFlagFinding).nullable(),
  decidedAt: moment.nullable(),
  decidedBy: z.string().nullable(),
})
export type Flag = z.output<typeof flag>

/** What the database answers about the flags of an organisation, and all of it. */
export const flagsAnswer = z.strictObject({
  open: z.int(),
  done: z.int(),
  /** Flags about the controller, who must not judge them. */
  about: z.int(),
  /** Whether somebody else controls the log here. */
  another: z.boolean(),
  rows: z.array(flag),
})
export type FlagsAnswer = z.output<typeof flagsAnswer>

export const flagAnswer = flag
  .extend({
    emergency: z
      .strictObject({
        text: z.string(),
        openedAt: moment,
        until: moment,
        endedAt: moment.nullable(),
        endCause: z.enum(EmergencyEndCause).nullable(),
      })
      .nullable(),
    looks: z.array(
      z.strictObject({
        id: z.uuid(),
        at: moment,
        act: z.string(),
        outcome: z.string(),
        patientId: z.uuid(),
        name: z.string(),
        birthDate: z.iso.date(),
      }),
    ),
    history: z.array(
      z.strictObject({
        id: z.uuid(),
        finding: z.enum(LogFlagFinding),
        text: z.string().nullable(),
        at: moment,
        by: z.string(),
      }),
    ),
  })
  .nullable()
export type FlagDetail = NonNullable<z.output<typeof flagAnswer>>
