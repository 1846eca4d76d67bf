import type { Found } from '#lib/patients/schema'

/** That a meeting can be recommended, and what it needs: a look-up alone is no relation to the patient. */
export function RecommendPlace({ here }: { here: Found['here'] }) {
  return (
    <section aria-labelledby="anbefal">
      <h3 id="anbefal">Kan et samarbeidsmøte hjelpe?</h3>
      <p>{here?.own ? atTheDesk : here ? elsewhere : notHere}</p>
    </section>
  )
}

const atTheDesk = 'Åpne pasienten i mottak. Der kan du anbefale et møte til en som kan kalle inn, og få svaret tilbake.'
const notHere =
  'Registrer ankomsten først. Da kan du anbefale et møte til en som kan kalle inn, og få svaret tilbake. Et oppslag alene er ikke nok.'
const elsewhere = 'Si fra der pasienten er nå. De kan anbefale et møte til en som kan kalle inn.'
