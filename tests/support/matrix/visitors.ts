import { decode, encode } from 'next-auth/jwt'
import pg from 'pg'
import { v7 as uuid } from 'uuid'
import { newSession, type Session } from '#lib/session'
import type { RunningApp } from '#tests/support/e2e-app'
import { visit } from '#tests/support/identity-provider/visit'
import { openJar, placeIn } from '#tests/support/jar'
import type { Caller } from '#tests/support/matrix/call'
import type { Member } from '#tests/support/matrix/places'

/** Somebody who is signed in, with what only a test may know of the session. */
export type Visitor = Caller & { session: Session; sessionId: string }

/** Signs in through the provider, as a browser does. */
export async function signInAs(
  app: RunningApp,
  { issuer, subject }: Pick<Member, 'issuer' | 'subject'>,
): Promise<Visitor> {
  const jar = openJar(app.url)
  const start = await jar.ask(`/api/auth/login/${issuer === app.env['HELSEID_ISSUER'] ? 'helseid' : 'idporten'}`)
  const back = await visit(new URL(placeIn(start)), subject)
  await jar.ask(back.href)
  const token = jar.cookies.get('samlop')
  if (!token) throw new Error(`${subject} was not signed in`)
  const { sid, who, as } = (await decode({ token, secret: app.env['NEXTAUTH_SECRET'] ?? '' })) ?? {}
  const owner = { identity: String(who), membership: typeof as === 'string' ? as : null }
  return known(app, { secret: String(sid), owner } as Session, token)
}

/** A program's session, put into a cookie as a thief of its secret could. */
export async function programAs(app: RunningApp, organisation: { id: string }): Promise<Visitor> {
  const { session, secretHash } = newSession()
  await asLogin(app, 'SELECT door.begin_service($1, $2, $3, $4, $5)', [
    uuid(),
    secretHash,
    organisation.id,
    ['stay.import', 'task.remind'],
    uuid(),
  ])
  const secret = app.env['NEXTAUTH_SECRET'] ?? ''
  return known(app, session, await encode({ token: { sid: session.secret }, secret, maxAge: 3_600 }))
}

async function known(app: RunningApp, session: Session, token: string): Promise<Visitor> {
  const client = new pg.Client(app.env['DATABASE_URL'])
  await client.connect()
  const { rows } = await client.query<{ actor: { sessionId: string } }>('SELECT door.who_am_i($1) AS actor', [
    session.secret,
  ])
  await client.end()
  return { url: app.url, cookie: `samlop=${token}`, session, sessionId: rows[0]?.actor.sessionId ?? '' }
}

async function asLogin(app: RunningApp, statement: string, values: unknown[]) {
  const client = new pg.Client(app.env['LOGIN_DATABASE_URL'])
  await client.connect()
  await client.query(statement, values)
  await client.end()
}
