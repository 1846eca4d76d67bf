import pg from 'pg'
import { v7 as uuid } from 'uuid'
import type { Options } from '#tests/bench/options'
import type { Looked } from '#tests/bench/population'
import type { Site } from '#tests/bench/site'
import { median, percentile } from '#tests/bench/statistics'
import type { Session } from '#lib/session'
import { signIn } from '#tests/support/admin'

/** Milliseconds of one look-up in SQL, over a connection of its own: the time and the database's CPU. */
export type DoorCost = { patients: number; name: string; p50: number; cpu: number }

type Way = { name: string; client: pg.Client; ask: (patient: Looked, turn: number) => Promise<unknown> }

/** The same look-up without walls, behind row-level security, and through the door; in turn, so that drift hits all. */
export async function doorCosts(sites: readonly Site[], databaseCpu: () => number, { times }: Options) {
  const all: DoorCost[] = []
  for (const site of sites) {
    const ways = await waysOf(site)
    const rounds = new Map(ways.map(({ name }) => [name, [] as { p50: number; cpu: number }[]]))
    for (let round = 0; round < Math.min(3, times); round += 1)
      for (const way of ways) rounds.get(way.name)?.push(await measure(way, site.population.vip, databaseCpu))
    for (const [name, found] of rounds)
      all.push({
        patients: site.patients,
        name,
        p50: median(found.map(({ p50 }) => p50)),
        cpu: median(found.map(({ cpu }) => cpu)),
      })
    await Promise.all([...new Set(ways.map(({ client }) => client))].map((client) => client.end()))
  }
  return all
}

async function measure({ ask }: Way, patients: readonly Looked[], databaseCpu: () => number) {
  const count = 1_000
  for (const [turn, patient] of patients.slice(0, 25).entries()) await ask(patient, turn)
  const [before, times] = [databaseCpu(), [] as number[]]
  for (let turn = 0; turn < count; turn += 1) {
    const patient = patients[turn % 25]
    const begun = performance.now()
    if (patient) await ask(patient, turn)
    times.push(performance.now() - begun)
  }
  return { p50: percentile(times, 50), cpu: (databaseCpu() - before) / count }
}

/** What the door answers of somebody with status, in one statement. */
const plain = `
  SELECT p.given_name, p.family_name, p.birth_date, u.name, u.phone, u.arrival_routine,
    (SELECT to_jsonb(o) FROM own_page o WHERE o.patient_id = p.id ORDER BY o.edition DESC LIMIT 1),
    (SELECT jsonb_agg(n.text ORDER BY n.kind) FROM critical_note n WHERE n.patient_id = p.id AND n.ended_at IS NULL),
    (SELECT f.phase FROM phase_record f WHERE f.patient_id = p.id AND f.until IS NULL),
    (SELECT k.status FROM card k WHERE k.case_id = v.id ORDER BY k.issued_at DESC LIMIT 1)
  FROM patient p JOIN vip_case v ON v.patient_id = p.id AND v.status = 'ACTIVE' JOIN unit u ON u.id = v.ward_id
  WHERE p.identity_number = $1`

async function waysOf({ urls, population: { crew } }: Site): Promise<Way[]> {
  const [owner, runtime] = [await open(urls.admin), await open(urls.app)]
  const { rows } = await owner.query<{ issuer: string }>('SELECT issuer FROM sign_in_identity LIMIT 1')
  process.env['LOGIN_DATABASE_URL'] = urls.login
  const signedIn = (subject = '') => signIn(rows[0]?.issuer ?? '', subject)
  const [ward, desk] = [await signedIn(crew.ward[0]), await signedIn(crew.desk[0])]
  const onWard = (await owner.query<Looked>(seenByWard, [crew.ward[0]])).rows
  return [
    { name: 'oppslaget alene, som eier', client: owner, ask: (patient) => look(owner, patient) },
    { name: '+ én skrivning på disk', client: owner, ask: (patient) => lookAndWrite(owner, patient) },
    {
      name: 'bak radvern, med forespørsel og innsynslogg',
      client: runtime,
      ask: (_, turn) => lookBehindWalls(runtime, ward, onWard[turn % onWard.length]),
    },
    {
      name: 'gjennom døren (vip_check), én setning',
      client: runtime,
      ask: ({ number }) => check(runtime, desk, number),
    },
  ]
}

async function open(connectionString: string) {
  const client = new pg.Client({ connectionString })
  await client.connect()
  return client
}

const look = (client: pg.Client, { number }: Pick<Looked, 'number'>) =>
  client.query({ name: 'plain', text: plain, values: [number] })

/** What an insert and its commit cost on this disk, whatever is written. */
async function lookAndWrite(client: pg.Client, patient: Looked) {
  await look(client, patient)
  await client.query({
    name: 'write',
    text: 'INSERT INTO imported_subject (organisation_id, source, subject, patient_id, shift_days) SELECT organisation_id, $1, $1, patient_id, 0 FROM stay WHERE patient_id = $2 LIMIT 1',
    values: [uuid(), patient.id],
  })
}

async function lookBehindWalls(client: pg.Client, { secret }: Session, patient: Looked | undefined) {
  if (!patient) throw new Error('The ward has nobody')
  await client.query('BEGIN')
  await client.query({ name: 'begin', text: 'SELECT door.begin_request($1, $2)', values: [secret, 'TREAT'] })
  const { rowCount } = await look(client, patient)
  if (rowCount !== 1) throw new Error('Row-level security hides whom it should show')
  const subjects = [{ patientId: patient.id, shown: ['status'] }]
  const entry = JSON.stringify({ id: uuid(), act: 'patient.read', outcome: 'seen', subjects })
  await client.query({ name: 'append', text: 'SELECT door.audit_append($1::jsonb)', values: [entry] })
  await client.query('COMMIT')
}

async function check(client: pg.Client, { secret }: Session, number: string) {
  const values = [secret, number, uuid()]
  const { rows } = await client.query<{ outcome: string }>({ name: 'check', text: checked, values })
  if (rows[0]?.outcome !== 'vip') throw new Error(`The door says ${rows[0]?.outcome}`)
}

const checked = `SELECT door.vip_check($1, $2, NULL, NULL, NULL, $3) ->> 'outcome' AS outcome`
const seenByWard = `
  SELECT p.id, p.identity_number AS number, p.family_name AS name FROM sign_in_identity i JOIN membership m ON m.person_id = i.person_id
  JOIN vip_case v ON v.ward_id = m.unit_id JOIN patient p ON p.id = v.patient_id WHERE i.subject = $1 LIMIT 25`
