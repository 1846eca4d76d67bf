/** Where a recommendation will be made; until then it says whom to tell. */
export function RecommendPlace() {
  return (
    <section aria-labelledby="anbefal">
      <h3 id="anbefal">Kan et samarbeidsmøte hjelpe?</h3>
      <p>
        Her kan du snart anbefale pasienten til en som kan kalle inn til samarbeidsmøte, og få svaret tilbake i Samløp.
      </p>
      <p className="small muted">Til da: si fra til avdelingssykepleier eller flytkoordinator.</p>
    </section>
  )
}
