import { findForm } from './actions'

/** Only so that the action is built and can be called. */
export default async function Page({ searchParams }) {
  await searchParams
  return (
    <form action={findForm}>
      <input name="number" aria-label="Number" />
    </form>
  )
}
