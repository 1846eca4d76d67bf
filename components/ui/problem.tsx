import { ExclamationmarkTriangleIcon } from '@navikt/aksel-icons'

/** What is wrong with a field, beside it, in words and with an icon. */
export function Problem({ id, children }: { id: string; children: string }) {
  return (
    <p className="ds-validation-message" data-color="danger" id={id}>
      <ExclamationmarkTriangleIcon className="i" aria-hidden /> {children}
    </p>
  )
}
