import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { highest, type Issuer, type Keys, makeIssuer, type Tricks } from '#tests/support/identity-provider/issuer'
import { loadPackage } from '#tests/support/identity-provider/package'
import { errorPage, signInPage } from '#tests/support/identity-provider/page'
import { type IssuerName, issuerNames, openPeople, type People } from '#tests/support/identity-provider/people'

export type IdentityProviderOptions = {
  port: number
  /** The app's address, which answers are sent to. */
  app: string
  clientIds: Record<IssuerName, string>
  /** The public half of the key that the app signs its client assertions with. */
  clientKeys: Keys
  /** A connection that may see who can sign in; only read from. */
  adminUrl: string
  levels?: Record<string, string>
  /** Hears of faults of the provider's own. */
  report?: (error: unknown) => void
}

/** Two OpenID issuers, `/helseid` and `/idporten`, on one port of this machine. Nobody else can reach it. */
export async function startIdentityProvider({
  port,
  app,
  clientIds,
  clientKeys,
  adminUrl,
  ...more
}: IdentityProviderOptions) {
  const url = `http://localhost:${port}`
  const people = openPeople(adminUrl)
  const tricks: Tricks = { levels: new Map(Object.entries(more.levels ?? {})) }
  const report = more.report ?? (() => {})
  const code = await loadPackage()
  const issuers = issuerNames.map((name) => {
    const client = { id: clientIds[name], redirectUri: `${app}/api/auth/login/${name}/callback`, keys: clientKeys }
    const issuer = makeIssuer(code, { name, url: `${url}/${name}`, client, people, tricks })
    issuer.provider.on('server_error', (_, error) => report(error))
    return issuer
  })

  const server = createServer((request, response) => {
    route(issuers, people, tricks, request, response).catch((error: unknown) => {
      report(error)
      sendPage(response, 500, errorPage('server_error'))
    })
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))

  const stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
    await people.close()
  }
  return { url, tricks, stop }
}

async function route(
  issuers: Issuer[],
  people: People,
  tricks: Tricks,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const address = request.url ?? '/'
  const issuer = issuers.find(({ name }) => address.startsWith(`/${name}/`))
  if (!issuer) return sendPage(response, 404, errorPage('not_found'))
  const path = address.slice(issuer.name.length + 1)
  if (path.startsWith('/sign-in/')) return signInHere(issuer, people, tricks, request, response)

  // Nobody is remembered: the next person at the same machine must choose too.
  request.headers.cookie = request.headers.cookie?.replaceAll(new RegExp(`${issuer.name}_session[^;]*;? ?`, 'g'), '')
  Object.assign(request, { originalUrl: address, url: path })
  return issuer.answer(request, response)
}

async function signInHere(
  { name, url, provider }: Issuer,
  people: People,
  tricks: Tricks,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const known = await provider.interactionDetails(request, response).catch(() => null)
  if (!known) return sendPage(response, 400, errorPage('session_not_found'))
  if (request.method !== 'POST') return sendPage(response, 200, signInPage(name, await people.of(name, url)))

  const form = await readForm(request)
  const subject = form.get('subject')
  if (!subject) return provider.interactionFinished(request, response, { error: 'access_denied' })
  const acr = name === 'idporten' ? (tricks.levels.get(subject) ?? highest.idporten) : undefined
  return provider.interactionFinished(request, response, { login: { accountId: subject, remember: false, acr } })
}

async function readForm(request: IncomingMessage) {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) if ((text += chunk).length > 10_000) break
  return new URLSearchParams(text)
}

function sendPage(response: ServerResponse, status: number, html: string) {
  if (response.headersSent) return void response.end()
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html)
}
