import { findPatient } from './patient'

/** The barest page that still asks the database once. */
export default async function Page({ searchParams }) {
  const { number } = await searchParams
  const patient = await findPatient(String(number))
  return (
    <main>
      <h1>
        {patient?.given_name} {patient?.family_name}
      </h1>
      <p>{patient?.birth_date}</p>
    </main>
  )
}
