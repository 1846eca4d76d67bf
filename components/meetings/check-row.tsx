'use client'

import { use } from 'react'
import { FormContext } from '#components/ui/form-context'

type Props = { name: string; value: string; label: string; checked?: boolean }

/** One cross of several, with a value of its own; what was chosen stands again after a refusal. */
export function CheckRow({ name, value, label, checked = false }: Props) {
  const { typed } = use(FormContext)
  const wasSent = Object.keys(typed).length > 0
  return (
    <label className="sl-check">
      <input type="checkbox" name={name} value={value} defaultChecked={wasSent ? typed[name] === value : checked} />
      {label}
    </label>
  )
}
