type Props = {
  names: readonly string[]
  /** Whether the last column holds what can be done; its name is for those who listen. */
  acts?: boolean
}

/** The head of a table. */
export const Columns = ({ names, acts = false }: Props) => (
  <thead>
    <tr>
      {names.map((name) => (
        <th key={name} scope="col">
          {name}
        </th>
      ))}
      {acts && (
        <th scope="col">
          <span className="ds-sr-only">Handling</span>
        </th>
      )}
    </tr>
  </thead>
)
