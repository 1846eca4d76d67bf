'use client'

import { Frame, useField } from '#components/ui/fields'

/** A file from the device; which one was chosen is lost with an answer, as browsers will have it. */
export function FileField({
  name,
  label,
  hint,
  accept,
}: {
  name: string
  label: string
  hint?: string
  accept: string
}) {
  const { id, problem, aria } = useField(name, hint)
  return (
    <Frame id={id} label={label} {...(hint && { hint })} problem={problem}>
      <input className="ds-input sl-file" id={id} name={name} type="file" accept={accept} {...aria} />
    </Frame>
  )
}
