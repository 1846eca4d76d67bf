'use server'

import {
  approveTemplate,
  beginTemplate,
  proposeTemplate,
  withdrawTemplate,
  writeTemplate,
} from '#lib/agreement-templates/commands'
import { approveInput, beginInput, stepInput, writeInput } from '#lib/agreement-templates/schema'
import { templateRefusalText as texts } from '#lib/agreement-templates/text'
import { formAction } from '#lib/form-action'

const fresh = ['written_meanwhile', 'conflict', 'not_draft', 'not_proposed', 'superseded', 'approved_before']

export const beginTemplateAction = formAction(beginInput, beginTemplate, texts, { fresh })
export const writeTemplateAction = formAction(writeInput, writeTemplate, texts, { fresh })
export const proposeTemplateAction = formAction(stepInput, proposeTemplate, texts, { fresh })
export const withdrawTemplateAction = formAction(stepInput, withdrawTemplate, texts, { fresh })
export const approveTemplateAction = formAction(approveInput, approveTemplate, texts, { fresh })
