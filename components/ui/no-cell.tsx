/** Nothing is known here; the eye gets an empty cell, the ear two words. */
export const NoCell = () => (
  <td data-empty>
    <span className="ds-sr-only">Ikke oppgitt</span>
  </td>
)
