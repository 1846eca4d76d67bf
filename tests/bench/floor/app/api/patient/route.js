import { findPatient } from '../../patient'

/** The barest route that still asks the database once. */
export async function POST(request) {
  const { number } = await request.json()
  return Response.json(await findPatient(String(number)))
}
