import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env.FLOOR_DATABASE_URL, max: 10 })

/**
 * One look-up by an indexed column, prepared once a connection, and nothing else.
 * @param {string} number
 * @returns {Promise<{ given_name: string, family_name: string, birth_date: string } | undefined>}
 */
export async function findPatient(number) {
  const { rows } = await pool.query({
    name: 'patient',
    text: 'SELECT given_name, family_name, birth_date::text FROM patient WHERE identity_number = $1',
    values: [number],
  })
  return rows[0]
}
