import { readFileSync } from 'node:fs'
import { startIdentityProvider } from '#tests/support/identity-provider/server'

function given(name: string) {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is missing`)
  return value
}

const provider = await startIdentityProvider({
  port: Number(process.env['IDENTITY_PORT'] ?? 3001),
  app: new URL(given('NEXTAUTH_URL')).origin,
  clientIds: { helseid: given('HELSEID_CLIENT_ID'), idporten: given('IDPORTEN_CLIENT_ID') },
  clientKeys: JSON.parse(readFileSync(given('CLIENT_KEYS_FILE'), 'utf8')),
  adminUrl: given('ADMIN_URL'),
  levels: JSON.parse(process.env['IDENTITY_LEVELS'] ?? '{}'),
  report: (error) => console.error(error),
})
console.log(`Identity provider at ${provider.url}`)

const stop = () => void provider.stop().then(() => process.exit(0))
process.once('SIGTERM', stop).once('SIGINT', stop)
