import { createServer } from 'node:http'
import { startMailCatcher } from '#tests/support/mail-catcher/catch'
import { mailPage } from '#tests/support/mail-catcher/page'

/** For the demo: takes mails at SMTP_PORT and shows them at MAIL_PORT. */
const catcher = await startMailCatcher(Number(process.env['SMTP_PORT'] ?? 2525))
const server = createServer((_request, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; img-src data:")
  response.end(mailPage(catcher.mails))
})
server.listen(Number(process.env['MAIL_PORT'] ?? 8025), '127.0.0.1')

const stop = () => {
  server.closeAllConnections()
  server.close()
  void catcher.stop().then(() => process.exit(0))
}
process.once('SIGTERM', stop).once('SIGINT', stop)
