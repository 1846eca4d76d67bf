import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type CaughtMail = {
  messageId: string
  from: string
  to: string
  subject: string
  text: string
  /** The calendar file, as it was sent. */
  calendar: string | null
  at: Date
}

/**
 * A mail server that keeps what it is sent. A mail that comes again, by its Message-ID, is taken and kept once, as a
 * recipient's does.
 * @param beforeYes what a mail that was taken waits for until the sender hears so
 */
export async function startMailCatcher(port = 0, beforeYes = () => Promise.resolve()) {
  const mails: CaughtMail[] = []
  let taken = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, _session, done) {
      simpleParser(stream)
        .then((mail) => {
          taken += 1
          const caught = caughtOf(mail)
          if (!mails.some(({ messageId }) => messageId === caught.messageId)) mails.push(caught)
          return beforeYes()
        })
        .then(() => done(), done)
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    mails,
    /** How many times a mail was taken, repeats among them. */
    taken: () => taken,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

function caughtOf(mail: ParsedMail): CaughtMail {
  const calendar = mail.attachments.find(({ contentType }) => contentType === 'text/calendar')
  const addresses = (value: AddressObject | AddressObject[] | undefined) =>
    [value ?? []]
      .flat()
      .map(({ text }) => text)
      .join(', ')
  return {
    messageId: mail.messageId ?? '',
    from: addresses(mail.from),
    to: addresses(mail.to),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    calendar: calendar ? calendar.content.toString('utf8') : null,
    at: mail.date ?? new Date(0),
  }
}
