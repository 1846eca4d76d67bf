'use client'

import { type ReactNode, use, useId } from 'react'
import { FormContext } from '#components/ui/form-context'
import { Problem } from '#components/ui/problem'

/** Fields that belong together, with what is wrong with them as a whole. */
export function ChoiceGroup({ field, legend, children }: { field: string; legend: string; children: ReactNode }) {
  const id = useId()
  const problem = use(FormContext).fields[field]?.[0]
  return (
    <fieldset className="sl-fieldset" aria-describedby={problem && id}>
      <legend className="ds-label">{legend}</legend>
      {problem && (
        <div data-invalid tabIndex={-1}>
          <Problem id={id}>{problem}</Problem>
        </div>
      )}
      {children}
    </fieldset>
  )
}
