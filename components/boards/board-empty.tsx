/** Nobody is on the way to a ward. */
export function BoardEmpty() {
  return (
    <div className="sl-empty sl-empty--line">
      <svg className="art" viewBox="0 0 120 88" fill="none" aria-hidden="true" strokeWidth="7" strokeLinecap="round">
        <path d="M20 18c0 34 40 24 40 52" stroke="#a6cbd3" />
        <path d="M100 18c0 34-40 24-40 52" stroke="#bbb6e1" />
        <circle cx="60" cy="74" r="7" fill="#fff" stroke="#0c5a6b" strokeWidth="4" />
      </svg>
      <h3>Ingen er på vei til avdeling nå</h3>
      <p>Når fast-track startes for en VIP-pasient, står pasienten her med klokke til avdelingen har tatt imot.</p>
    </div>
  )
}
