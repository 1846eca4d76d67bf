import { adminClient } from '#tests/support/admin'
import { type RunningApp, startApp } from '#tests/support/e2e-app'
import { actionIds } from '#tests/support/matrix/call'
import { Canaries } from '#tests/support/matrix/canaries'
import { each, type Matrix } from '#tests/support/matrix/ledger'
import { people, type PersonKey, places } from '#tests/support/matrix/places'
import { type Subject, subject, type World } from '#tests/support/matrix/subjects'
import { programAs, signInAs, type Visitor } from '#tests/support/matrix/visitors'
import { makeTemplate, startTestServer } from '#tests/support/test-database'
import { type ActorKey, type Situation, situations } from '#tests/security/policy'

export type Stage = {
  app: RunningApp
  db: ReturnType<typeof adminClient>
  world: World
  matrix: Matrix
  stop: () => Promise<void>
}

/** A server of its own with the build, everybody of the policy signed in, and one patient of each situation. */
export async function setStage(): Promise<Stage> {
  const server = await startTestServer()
  await makeTemplate(server.adminUrl)
  process.env['E2E_ADMIN_URL'] = server.adminUrl
  const app = await startApp(91)
  const db = adminClient(app.adminUrl)
  const [at, canaries, visitors] = [await places(db), new Canaries(), {} as Record<ActorKey, Visitor>]
  const who = await people(db, at, app)
  const world: World = { db, at, canaries, people: who, sessionOf: (key) => visitors[key].sessionId }
  const signIn = async (key: PersonKey) => (visitors[key] = await signInAs(app, who[key]))
  const keys = Object.keys(who) as PersonKey[]
  const atWork = keys.filter((key) => who[key].membershipId !== null)
  await each(atWork, signIn, 2)
  visitors.service = await programAs(app, at.trust)
  visitors.farService = await programAs(app, at.farTrust)
  const subjects = {} as Record<Situation, Subject>
  const all = Object.keys(situations) as Situation[]
  await each(all, async (about) => (subjects[about] = await subject(world, about, true)))
  // Who signs in at home is told apart by whose record there is.
  const atHome = keys.filter((key) => !atWork.includes(key))
  await each(atHome, signIn, 2)
  const forget = () => db.$executeRaw`DELETE FROM auth.unrelated_look`
  const matrix: Matrix = { canaries, at, ids: actionIds(), visitors, subjects, lookUps: new Map(), forget }
  const stop = async () => {
    await app.stop()
    await db.$disconnect()
    await server.stop()
  }
  return { app, db, world, matrix, stop }
}
