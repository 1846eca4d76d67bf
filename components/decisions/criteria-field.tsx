'use client'

import { use } from 'react'
import { FormContext } from '#components/ui/form-context'
import { showDate } from '#lib/dates'

type Props = {
  criteria: { number: number; proposedAt: Date | null; rows: readonly { position: number; text: string }[] }
  met: readonly number[]
}

/** Which of the criteria that hospital and municipality have approved are met. */
export function CriteriaField({ criteria, met }: Props) {
  const { typed } = use(FormContext)
  const isTyped = 'outcome' in typed || 'reason' in typed
  return (
    <fieldset className="sl-met">
      <legend className="strong">
        Kriterier som er oppfylt{' '}
        <span className="small muted">
          (versjon {criteria.number}
          {criteria.proposedAt && `, fra ${showDate(criteria.proposedAt)}`})
        </span>
      </legend>
      {criteria.rows.map(({ position, text }) => (
        <label key={position} className="sl-check">
          <input
            type="checkbox"
            name={`met${position}`}
            value="yes"
            defaultChecked={isTyped ? typed[`met${position}`] === 'yes' : met.includes(position)}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  )
}
