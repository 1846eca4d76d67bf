import { adminClient } from '#tests/support/admin'
import { type Browser, signInByHand } from '#tests/support/by-hand'
import { type RunningApp, startApp } from '#tests/support/e2e-app'
import { healthTrust, reception, ward } from '#tests/support/records/organisations'
import { staff } from '#tests/support/records/people'
import { vipPatient } from '#tests/support/records/vip-patient'
import { makeTemplate } from '#tests/support/test-database'

/**
 * The build on its own copy of the template, with a hospital in it and nobody signed in yet.
 * @param databasePort where the app finds PostgreSQL, when something stands between
 */
export async function builtHospital(adminUrl: string, worker: number, databasePort?: number) {
  await makeTemplate(adminUrl)
  process.env['E2E_ADMIN_URL'] = adminUrl
  const app: RunningApp = await startApp(worker, databasePort ? { databasePort } : {})
  const admin = adminClient(app.adminUrl)
  const trust = await healthTrust(admin, { fastTrackTarget: 30 })
  const desk = await reception(admin, { organisation: trust })
  const own = await ward(admin, { organisation: trust })
  const nurse = () => staff(admin, { role: 'NURSE', unit: desk, issuer: app.env['HELSEID_ISSUER'] ?? '' })
  return {
    ...{ app, admin, trust, desk, own },
    patient: (given: Parameters<typeof vipPatient>[1] = {}) => vipPatient(admin, { ward: own, ...given }),
    /** A nurse of the reception, signed in. */
    signIn: async (): Promise<Browser> => signInByHand(app.url, (await nurse()).subject),
    async stop() {
      await app.stop()
      await admin.$disconnect()
    },
  }
}
export type BuiltHospital = Awaited<ReturnType<typeof builtHospital>>
