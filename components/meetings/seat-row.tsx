'use client'

import { use, useId } from 'react'
import { FormContext } from '#components/ui/form-context'

type Props = {
  turn: number
  value: string
  name: string
  about: string
  neededFor: string
  /** For whom the person decides; null for whoever decides for nobody else. */
  decidesFor: string | null
  checked: boolean
  mandate: boolean
}

/** One who may be asked: a cross, what the person is needed for, and whether the person decides for somebody. */
export function SeatRow({ turn, value, name, about, neededFor, decidesFor, checked, mandate }: Props) {
  const id = useId()
  const { typed } = use(FormContext)
  const wasSent = Object.keys(typed).length > 0
  const isSet = (field: string, proposed: boolean) => (wasSent ? field in typed : proposed)
  return (
    <li className="sl-seat">
      <label className="sl-check">
        <input
          type="checkbox"
          name={`seat${turn}`}
          value={value}
          defaultChecked={isSet(`seat${turn}`, checked)}
          aria-describedby={`${id}-om`}
        />
        <b>{name}</b>
        <small id={`${id}-om`}>{about}</small>
      </label>
      <details>
        <summary>
          {neededFor}
          <span className="ds-sr-only"> – endre for {name}</span>
        </summary>
        <div className="ds-field">
          <label className="ds-label" htmlFor={`${id}-til`}>
            Trengs til
          </label>
          <input
            className="ds-input"
            id={`${id}-til`}
            name={`need${turn}`}
            maxLength={300}
            autoComplete="off"
            defaultValue={typed[`need${turn}`] ?? neededFor}
          />
        </div>
        {decidesFor && (
          <label className="sl-check">
            <input
              type="checkbox"
              name={`mandate${turn}`}
              value="yes"
              defaultChecked={isSet(`mandate${turn}`, mandate)}
            />
            {decidesFor}
          </label>
        )}
      </details>
    </li>
  )
}
