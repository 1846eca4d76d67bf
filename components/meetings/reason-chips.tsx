'use client'

import { use } from 'react'
import { FormContext } from '#components/ui/form-context'
import { reasonCodes } from '#lib/meetings/schema'
import { reasonText } from '#lib/meetings/text'

/** Why, in a word or several. */
export function ReasonChips() {
  const { typed } = use(FormContext)
  return (
    <fieldset className="sl-chipset">
      <legend className="ds-sr-only">Grunner</legend>
      {reasonCodes.map((code) => (
        <label key={code}>
          <input
            type="checkbox"
            name={`reason_${code}`}
            value="yes"
            defaultChecked={typed[`reason_${code}`] === 'yes'}
          />
          {reasonText[code]}
        </label>
      ))}
    </fieldset>
  )
}
