/** What is wrong with a field, beside it, in words; the design system adds its icon. */
export function Problem({ id, children }: { id: string; children: string }) {
  return (
    <p className="ds-validation-message" data-color="danger" id={id}>
      {children}
    </p>
  )
}
