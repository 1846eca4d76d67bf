'use client'

import { type ReactNode, use, useId } from 'react'
import { FormContext } from '#components/ui/form-context'
import { Problem } from '#components/ui/problem'

type Field = { name: string; label: ReactNode; hint?: string }
type Option = { value: string; text: string }

/** What a field shares with the form around it. */
export function useField(name: string, hint?: string) {
  const id = useId()
  const { fields, typed } = use(FormContext)
  const problem = fields[name]?.[0]
  const describedBy = [problem && `${id}-feil`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined
  const invalid = problem ? true : undefined
  const aria = { 'aria-invalid': invalid, 'aria-describedby': describedBy, 'data-invalid': invalid } as const
  return { id, problem, typed: typed[name], aria }
}

/** A field with its label, hint and what is wrong with it. */
export function Frame({
  id,
  label,
  hint,
  problem,
  children,
}: Omit<Field, 'name'> & { id: string; problem: string | undefined; children: ReactNode }) {
  return (
    <div className="ds-field">
      <label className="ds-label" htmlFor={id}>
        {label}
      </label>
      {hint && (
        <p className="small muted" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {problem && <Problem id={`${id}-feil`}>{problem}</Problem>}
    </div>
  )
}

type TextProps = Field & {
  value?: string
  inputMode?: 'numeric' | 'decimal' | 'text'
  suffix?: string
  type?: 'text' | 'date'
  min?: string
  max?: string
}

/** One line of text; what was typed stands there again after a refusal. */
export function TextField({
  name,
  label,
  hint,
  value = '',
  inputMode = 'text',
  suffix,
  type = 'text',
  min,
  max,
}: TextProps) {
  const { id, problem, typed, aria } = useField(name, hint)
  return (
    <Frame id={id} label={label} {...(hint && { hint })} problem={problem}>
      <span className="sl-measure-box">
        <input
          className="ds-input"
          id={id}
          name={name}
          type={type}
          inputMode={inputMode}
          autoComplete="off"
          min={min}
          max={max}
          defaultValue={typed ?? value}
          {...aria}
        />
        {suffix && <span aria-hidden="true">{suffix}</span>}
      </span>
    </Frame>
  )
}

/** Several lines of text; what was typed stands there again after a refusal. */
export function AreaField({
  name,
  label,
  hint,
  rows = 4,
  value = '',
  focus = false,
}: Field & { rows?: number; value?: string; focus?: boolean }) {
  const { id, problem, typed, aria } = useField(name, hint)
  return (
    <Frame id={id} label={label} {...(hint && { hint })} problem={problem}>
      <textarea
        className="ds-input"
        id={id}
        name={name}
        rows={rows}
        defaultValue={typed ?? value}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page is opened to write in this one field
        autoFocus={focus}
        {...aria}
      />
    </Frame>
  )
}

/** One of a list; without a choice of ours the first line asks. */
export function SelectField({
  name,
  label,
  hint,
  value,
  options,
  ask,
}: Field & { value?: string; options: readonly Option[]; ask?: string }) {
  const { id, problem, typed, aria } = useField(name, hint)
  return (
    <Frame id={id} label={label} {...(hint && { hint })} problem={problem}>
      <select className="ds-input" id={id} name={name} defaultValue={typed ?? value ?? ''} {...aria}>
        {ask && <option value="">{ask}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </Frame>
  )
}

/** One of a few, all in sight. */
export function RadioField({ name, label, value, options }: Field & { value?: string; options: readonly Option[] }) {
  const { id, problem, typed, aria } = useField(name)
  return (
    <fieldset className="ds-field sl-radios" aria-describedby={aria['aria-describedby']}>
      <legend className="ds-label">{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="sl-radio">
          <input
            className="ds-input"
            type="radio"
            name={name}
            value={option.value}
            defaultChecked={(typed ?? value) === option.value}
            data-invalid={aria['data-invalid']}
          />
          {option.text}
        </label>
      ))}
      {problem && <Problem id={`${id}-feil`}>{problem}</Problem>}
    </fieldset>
  )
}

/** Yes, or not said. */
export function CheckField({ name, label }: Field) {
  const { id, problem, typed, aria } = useField(name)
  return (
    <div className="ds-field">
      <label className="sl-radio">
        <input
          className="ds-input"
          type="checkbox"
          name={name}
          value="yes"
          defaultChecked={typed === 'yes'}
          {...aria}
        />
        {label}
      </label>
      {problem && <Problem id={`${id}-feil`}>{problem}</Problem>}
    </div>
  )
}
