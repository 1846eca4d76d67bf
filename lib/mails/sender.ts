import 'server-only'
import { createTransport } from 'nodemailer'
import type { Pool } from 'pg'
import { workerEnv } from '#lib/env'
import { log } from '#lib/log'
import { messageOf } from '#lib/mails/message'
import { outgoingMail } from '#lib/mails/schema'

/** A mail that was not taken; its words are a code, because those of another server may hold an address. */
class NotTaken extends Error {}

/**
 * Sends one mail of the outbox and writes down that the mail server has taken it, or why not. A mail that was taken
 * already is left alone. Throws when it is to be tried again.
 */
export function createSender(pool: Pool) {
  const { SMTP_URL, MAIL_FROM, NEXTAUTH_URL, DEPLOYMENT } = workerEnv()
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(DEPLOYMENT === 'production' && { requireTLS: true }),
  })

  return async function send(id: string, isLast: boolean) {
    const { rows } = await pool.query<{ mail: unknown }>('SELECT door.mail_to_send($1) AS mail', [id])
    if (!rows[0]?.mail) return
    const mail = outgoingMail.parse(rows[0].mail)
    try {
      await transport.sendMail(messageOf(mail, { app: NEXTAUTH_URL, sender: MAIL_FROM }))
    } catch (error) {
      const code = codeOf(error)
      const hopeless = code.startsWith('5')
      await pool.query('SELECT door.mail_failed($1, $2, $3)', [id, code, hopeless || isLast])
      if (hopeless || isLast) log.alarm('mail: given up', { mail: id, code })
      if (hopeless) return
      throw new NotTaken(code)
    }
    await pool.query('SELECT door.mail_sent($1)', [id])
  }
}

/** What the mail server answered as a number, or what became of the connection. */
function codeOf(error: unknown) {
  const { responseCode, code } = error as { responseCode?: unknown; code?: unknown }
  if (typeof responseCode === 'number') return String(responseCode)
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : 'UNKNOWN'
}
