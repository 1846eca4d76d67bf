/** Two rivers that become one. */
export function BrandMark() {
  const line = { strokeWidth: 4, strokeLinecap: 'round' } as const
  return (
    <svg viewBox="0 0 28 28" fill="none" aria-hidden="true">
      <path d="M5 3c0 8.5 9 8 9 14v8" stroke="#0c5a6b" {...line} />
      <path d="M23 3c0 8.5-9 8-9 14v8" stroke="#443c8c" {...line} />
      <path d="M14 17v8" stroke="#172024" {...line} />
    </svg>
  )
}
