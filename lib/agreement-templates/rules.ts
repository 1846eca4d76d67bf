import { type Template, type TemplatePart, templateParts } from '#lib/agreement-templates/schema'
import { decideApprove, decideWithdraw, type Part, partsOf } from '#lib/criteria/rules'
import { refuse, type Result } from '#lib/result'

export type PartChange = { part: TemplatePart; changed: boolean; parts: Part[] }

/** What became of each part of a template, word by word, in the order of the page. */
export const compareTemplates = (before: Template | null, after: Template): PartChange[] =>
  templateParts.map((part) => {
    const old = before?.[part] ?? after[part]
    return { part, changed: old !== after[part], parts: partsOf(old, after[part]) }
  })

/** The first comes with the program: it counts until the parties approve another, and needs no approval. */
export const isFirst = ({ writtenBy }: Pick<Template, 'writtenBy'>) => writtenBy === null

export const decideWithdrawTemplate = (
  template: Template,
  seen: number,
): Result<null, 'is_first' | 'withdrawn' | 'approved' | 'written_meanwhile'> =>
  isFirst(template) ? refuse('is_first') : decideWithdraw(template, seen)

export const decideApproveTemplate = (
  template: Template,
  newest: number | null,
  organisation: string | undefined,
): Result<null, 'is_first' | 'not_proposed' | 'superseded' | 'approved_before'> =>
  isFirst(template) ? refuse('is_first') : decideApprove(template, newest, organisation)
