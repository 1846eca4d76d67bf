import { readFileSync, rmSync } from 'node:fs'
import { clientKeys } from '#tests/support/e2e-app'
import { startIdentityProvider } from '#tests/support/identity-provider/server'
import { freePort } from '#tests/support/test-database'

/** A provider for one test file, which the environment then points at. Call it before anything reads the environment. */
export async function providerForTests(at?: number, keys = clientKeys()) {
  const port = at ?? (await freePort())
  const provider = await startIdentityProvider({
    port,
    app: 'http://localhost:3000',
    clientIds: { helseid: 'samlop-ansatt', idporten: 'samlop-innbygger' },
    clientKeys: JSON.parse(readFileSync(keys.publicFile, 'utf8')),
    adminUrl: process.env['ADMIN_URL'] ?? '',
  })
  const issuers = { helseid: `${provider.url}/helseid`, idporten: `${provider.url}/idporten` }
  Object.assign(process.env, {
    HELSEID_ISSUER: issuers.helseid,
    IDPORTEN_ISSUER: issuers.idporten,
    CLIENT_ASSERTION_KEY_FILE: keys.privateFile,
  })
  const stop = async () => {
    await provider.stop()
    rmSync(keys.folder, { recursive: true, force: true })
  }
  return { ...provider, issuers, keys, stop }
}
