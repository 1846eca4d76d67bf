import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { newSession, type Session } from '#lib/session'
import { PrismaClient } from '#prisma/generated/client'
import { v7 as uuid } from 'uuid'

/** A client of the superuser, for builders and for looking behind the walls; in UTC for the same reason as `db`. */
export const adminClient = (url: string) =>
  new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 4, options: '-c TimeZone=UTC' }) })

/** The same for the database of this worker. */
export const admin = process.env['ADMIN_URL'] ? adminClient(process.env['ADMIN_URL']) : (undefined as never)

/** Signs in as the sign-in routes do, with the role that alone may, and answers with the session. */
export async function signIn(issuer: string, subject: string, citizen = false): Promise<Session> {
  const { session, secretHash } = newSession()
  const client = new pg.Client(process.env['LOGIN_DATABASE_URL'])
  await client.connect()
  const values = [uuid(), secretHash, issuer, subject, citizen, uuid()]
  const { rows } = await client.query('SELECT door.sign_in($1, $2, $3, $4, $5, $6) AS done', values)
  await client.end()
  if (!rows[0].done) throw new Error(`Nobody can sign in as ${subject}`)
  return session
}
