import { z } from 'zod'
import { sharedVersion } from '#lib/criteria/schema'
import { paragraph } from '#lib/fields'

/** The parts of an agreement that a template has words for, in the order of the page. */
export const templateParts = ['expects', 'wardDoes', 'municipalityDoes', 'patientDoes', 'changes'] as const
export type TemplatePart = (typeof templateParts)[number]

/** What stands in braces until there is a patient. */
export const templateNames = ['avdeling', 'telefon', 'sykehus', 'kommune'] as const
export type TemplateName = (typeof templateNames)[number]

const known: readonly string[] = templateNames.map((name) => `{${name}}`)

const part = paragraph(2, 6_000, 'Skriv noe her. Teksten kan ikke være tom.').superRefine((text, context) => {
  const strange = (text.match(/\{[^{}]*\}?|\}/g) ?? []).find((name) => !known.includes(name))
  if (strange)
    context.addIssue(`${strange.slice(0, 40)} er ikke et navn Samløp kan sette inn. Bruk ${known.join(', ')}.`)
})

const seen = z.coerce.number().int().min(1).max(1_000_000)
const words = { expects: part, wardDoes: part, municipalityDoes: part, patientDoes: part, changes: part }

export const beginInput = z.strictObject({ trust: z.uuid() })
export const writeInput = z.strictObject({ draft: z.uuid(), seen, ...words })
export const stepInput = z.strictObject({ template: z.uuid(), seen })
export const approveInput = z.strictObject({ template: z.uuid() })
export type BeginInput = z.output<typeof beginInput>
export type WriteInput = z.output<typeof writeInput>
export type StepInput = z.output<typeof stepInput>
export type ApproveInput = z.output<typeof approveInput>

const template = sharedVersion.extend({
  expects: z.string(),
  wardDoes: z.string(),
  municipalityDoes: z.string(),
  patientDoes: z.string(),
  changes: z.string(),
})
export type Template = z.output<typeof template>
export const templatesAnswer = z.array(template)
