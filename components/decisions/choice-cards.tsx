'use client'

import { use, useId } from 'react'
import { FormContext } from '#components/ui/form-context'
import { Problem } from '#components/ui/problem'

type Option = { value: string; title: string; hint: string }

/** A decision of two or three, as cards; what was chosen stands there again after a refusal. */
export function ChoiceCards({
  name,
  label,
  value,
  options,
}: {
  name: string
  label: string
  value: string
  options: readonly Option[]
}) {
  const id = useId()
  const { fields, typed } = use(FormContext)
  const problem = fields[name]?.[0]
  return (
    <fieldset className="sl-choice" aria-describedby={problem ? `${id}-feil` : undefined}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            defaultChecked={(typed[name] ?? value) === option.value}
            data-invalid={problem ? true : undefined}
          />
          <b>{option.title}</b>
          <small>{option.hint}</small>
        </label>
      ))}
      {problem && <Problem id={`${id}-feil`}>{problem}</Problem>}
    </fieldset>
  )
}
