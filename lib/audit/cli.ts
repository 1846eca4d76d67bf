import pg from 'pg'
import { verifyChains } from '#lib/audit/queries'
import { faultText } from '#lib/audit/text'
import { loadDemoSettings } from '#lib/env'

/** `npm run audit:verify`: names the first bad row and exits 1, or says that the log is whole. Reads as app_auditor. */
async function main() {
  loadDemoSettings()
  const url = process.env['AUDIT_DATABASE_URL']
  if (!url) throw new Error('AUDIT_DATABASE_URL mangler. Den skal peke på databasen med rollen app_auditor.')
  const client = new pg.Client(url)
  await client.connect()
  const started = Date.now()
  const { rows, first } = await verifyChains(client)
  await client.end()
  const seconds = ((Date.now() - started) / 1000).toFixed(1).replace('.', ',')
  if (!first) return `Innsynsloggen er hel: ${rows.toLocaleString('nb-NO')} rader i 16 kjeder, ${seconds} s.`
  process.exitCode = 1
  const row = first.id ? `${first.kind === 'entry' ? 'hendelse' : 'pasientrad'} ${first.id}` : 'kjedens slutt'
  return `Første feil: kjede ${first.shard}, nummer ${first.seq}, ${row}: ${faultText[first.fault]}.`
}

try {
  process.stdout.write(`${await main()}\n`)
} catch (error) {
  const words =
    error instanceof Error && !('code' in error) ? error.message : 'Får ikke lest innsynsloggen. Går databasen?'
  process.stderr.write(`${words}\n`)
  process.exitCode = 1
}
