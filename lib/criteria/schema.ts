import { z } from 'zod'
import { paragraph } from '#lib/fields'
import { VersionStatus } from '#prisma/generated/enums'

export const mostItems = 20
const longestItem = 300

/** One criterion a line; empty lines and what somebody put before a line to make it a list are left out. */
const items = paragraph(0, mostItems * (longestItem + 2), '').transform((text, context) => {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-–•*]|\d{1,2}[.)])\s+/, '').trim())
    .filter(Boolean)
  const problem =
    lines.length > mostItems
      ? `Det er plass til ${mostItems} kriterier.`
      : lines.some((line) => line.length < 2 || line.length > longestItem)
        ? `Hvert kriterium må ha mellom 2 og ${longestItem} tegn.`
        : new Set(lines).size < lines.length
          ? 'Det samme kriteriet står to ganger.'
          : null
  if (!problem) return lines
  context.addIssue(problem)
  return z.NEVER
})

const seen = z.coerce.number().int().min(1).max(1_000_000)

export const beginInput = z.strictObject({ trust: z.uuid() })
export const writeInput = z.strictObject({ draft: z.uuid(), seen, introduction: paragraph(0, 1_000, ''), items })
export const stepInput = z.strictObject({ criteria: z.uuid(), seen })
export const approveInput = z.strictObject({ criteria: z.uuid() })
/** A municipality by its national number, as administrators know each other. */
export const addPartyInput = z.strictObject({
  number: z
    .string('Skriv kommunenummeret.')
    .trim()
    .regex(/^\d{4}$/, 'Et kommunenummer har fire sifre.'),
})
export const endPartyInput = z.strictObject({ municipality: z.uuid() })
export type BeginInput = z.output<typeof beginInput>
export type WriteInput = z.output<typeof writeInput>
export type StepInput = z.output<typeof stepInput>
export type ApproveInput = z.output<typeof approveInput>
export type AddPartyInput = z.output<typeof addPartyInput>
export type EndPartyInput = z.output<typeof endPartyInput>

/** Which version is read, and which one it is held against; the one before when nothing is said. */
export const versionParams = z.object({ version: z.uuid() })
export const versionQuery = z.object({ mot: z.uuid().optional().catch(undefined) })
export type VersionInput = z.output<typeof versionParams> & z.output<typeof versionQuery>

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const approval = z.strictObject({ organisationId: z.uuid(), organisation: z.string(), by: z.string(), at: moment })
/** What every text has that parties write together, version by version. */
export const sharedVersion = z.strictObject({
  id: z.uuid(),
  trustId: z.uuid(),
  trust: z.string(),
  number: z.int(),
  status: z.enum(VersionStatus),
  /** Null for what comes with the program. */
  writtenBy: z.string().nullable(),
  writtenAt: moment,
  proposedAt: moment.nullable(),
  version: z.int(),
  approvals: z.array(approval),
  /** The municipalities that it is in force with now. */
  inForce: z.array(z.string()),
  /** Whether the actor writes and approves for one of the parties. */
  mine: z.boolean(),
})
export type SharedVersion = z.output<typeof sharedVersion>
const version = sharedVersion.extend({ introduction: z.string(), items: z.array(z.string()) })
export type Criteria = z.output<typeof version>
export const versionsAnswer = z.array(version)

const party = z.strictObject({ id: z.uuid(), name: z.string() })
const place = z.strictObject({ id: z.uuid(), name: z.string(), isTrust: z.boolean(), municipalities: z.array(party) })
/** A hospital whose criteria the actor's organisation is a party to. */
export type CriteriaPlace = z.output<typeof place>
export const placesAnswer = z.array(place)
