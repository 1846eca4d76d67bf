import { execFileSync, spawn } from 'node:child_process'
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import pg from 'pg'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verifyChains } from '#lib/audit/queries'
import { importFile, type Wish } from '#lib/stays/service'
import { standard } from '#prisma/mappings/standard'
import { admin } from '#tests/support/admin'
import { bigRows, writeBigExport } from '#tests/support/big-export'
import { fileOf } from '#tests/support/exports'
import { healthTrust, municipality, reception, ward } from '#tests/support/records/organisations'

const proof = process.env['PROOF'] === '1'
const rows = proof ? 1_000_000 : 10_000
const kills = proof ? 10 : 3
const badEvery = 400
const tenMinutes = 600_000

/** A hospital with a ward and a reception of its own numbers, so that the same export fits several. */
async function hospital(number: number) {
  const trust = await healthTrust(admin, { name: `Helse Prøve ${number} HF` })
  await ward(admin, { organisation: trust, reshId: number })
  await reception(admin, { organisation: trust, reshId: number + 1 })
  return { ...trust, units: { wardResh: number, receptionResh: number + 1 } }
}
type Hospital = Awaited<ReturnType<typeof hospital>>

/** What an import left behind, whatever ids it gave: every stay with its events, in one hash. */
async function contentsOf({ id }: Hospital) {
  const [found] = await admin.$queryRaw<{ stays: number; events: number; hash: string }[]>`
    SELECT count(*)::int AS stays, sum(cardinality(events))::int AS events, md5(string_agg(md5(stay::text || events::text), '' ORDER BY external_id)) AS hash
    FROM (
      SELECT s.external_id, (p.identity_number, p.given_name, s.external_id, s.urgency, s.status, s.arrived_at, s.admitted_at,
          s.on_ward_at, s.ready_at, s.discharged_at, s.marks, s.events, u.kind) AS stay,
        ARRAY(SELECT (e.kind, e.at, eu.kind, e.replaces_id IS NULL)::text FROM stay_event e LEFT JOIN unit eu ON eu.id = e.unit_id
              WHERE e.stay_id = s.id ORDER BY e.at, e.kind) AS events
      FROM stay s JOIN patient p ON p.id = s.patient_id LEFT JOIN unit u ON u.id = s.unit_id WHERE s.organisation_id = ${id}::uuid) one`
  return found
}

const importsOf = ({ id }: Hospital) =>
  admin.stayImport.findMany({ where: { organisationId: id }, orderBy: [{ startedAt: 'asc' }, { id: 'asc' }] })

/** How many rows the log says that batches of this hospital held. */
async function loggedRows({ id }: Hospital) {
  const [found] = await admin.$queryRaw<{ rows: number }[]>`
    SELECT sum((facts->>'rows')::int)::int AS rows FROM audit.entry
    WHERE organisation_id = ${id}::uuid AND act = 'stay.import' AND outcome = 'done'`
  return found?.rows
}

const run = (file: string, { organisationNumber }: Hospital, wish: Partial<Wish> = {}) =>
  importFile({ file, mapping: standard, organisationNumber, rejects: `${file}.avvist.csv`, ...wish }).then(
    (outcome) => {
      if (!outcome.ok) throw new Error(outcome.stop)
      return outcome.summary
    },
  )

/** The program, which `kill` may stop at any moment it likes. */
function program(file: string, { organisationNumber }: Hospital) {
  const flags = ['--conditions=react-server', '--import', 'tsx', 'lib/stays/cli.ts', file]
  const child = spawn(process.execPath, [...flags, '--organisation', organisationNumber], { stdio: 'pipe' })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
  const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, said })),
  )
  return { child, ended }
}

beforeAll(() => municipality(admin, { name: 'Prøvevik kommune', municipalityNumber: '4671' }))

describe(`an export of ${rows} rows`, { timeout: proof ? 4 * tenMinutes : 240_000 }, () => {
  let whole: Hospital
  let broken: Hospital
  const good = rows - rows / badEvery

  beforeAll(async () => {
    ;[whole, broken] = [await hospital(881_000), await hospital(882_000)]
  })

  test('is imported in ten minutes at most, in flat memory', async () => {
    const file = fileOf('')
    await writeBigExport(file, { rows, badEvery, ...whole.units })
    const started = Date.now()
    const { child, ended } = program(file, whole)
    let highest = 0
    const watch = setInterval(() => (highest = Math.max(highest, memoryOf(child.pid))), 250)
    const { code, said } = await ended
    clearInterval(watch)
    const took = Date.now() - started
    expect(said).toMatch(/Linje [\d\s]+ av [\d\s]+ \(\d+ %\), [\d\s]+ rader\/s, .* igjen/)
    expect(code).toBe(2)
    expect(took).toBeLessThan(tenMinutes)
    expect(highest).toBeLessThan(600)
    expect(await contentsOf(whole)).toMatchObject({ stays: good, events: good * 5 })
    expect(await loggedRows(whole)).toBe(good)
    if (proof)
      process.stdout.write(
        `${rows} rows in ${took / 1_000} s, ${Math.round((rows * 1_000) / took)} a second, ${highest} MB\n`,
      )
  })

  test(`that is killed ${kills} times goes on after the last batch that stood: no row lost, none twice`, async () => {
    const file = fileOf('')
    await writeBigExport(file, { rows, badEvery, ...broken.units })
    const reached: number[] = []
    const told: string[] = []
    for (let kill = 0; kill < kills; kill += 1) {
      const before = reached.at(-1) ?? 0
      const { child, ended } = program(file, broken)
      // Never before a batch of this run stands, and then at any moment of the next ones.
      while ((await lineOf(broken)) <= before && child.exitCode === null) await pause(20)
      await pause(Math.random() * 300)
      child.kill('SIGKILL')
      told.push((await ended).said)
      reached.push(await lineOf(broken))
    }
    // What was told says why, when one of them did not get further.
    expect(new Set(reached).size === kills ? [] : told).toEqual([])
    expect(reached.at(-1)).toBeLessThan(rows)

    const { code, said } = await program(file, broken).ended
    expect(said).toMatch(`Fortsetter etter linje ${reached.at(-1)?.toLocaleString('nb-NO')}`)
    expect(said).toMatch(new RegExp(`Lest: +${rows.toLocaleString('nb-NO')}\nNye: +${good.toLocaleString('nb-NO')}\n`))
    expect(code).toBe(2)
    expect(await contentsOf(broken)).toEqual(await contentsOf(whole))
    expect(await loggedRows(broken)).toBe(good)
    const imports = await importsOf(broken)
    expect(imports).toMatchObject([
      { finished: true, rowsRead: rows, added: good, unchanged: 0, rejected: rows - good },
    ])
    expect(linesRejected(`${file}.avvist.csv`)).toEqual(
      Array.from({ length: rows - good }, (_, place) => (place + 1) * badEvery + 1),
    )
  })

  test('leaves the chains of the audit whole', async () => {
    const auditor = new pg.Client(process.env['AUDIT_DATABASE_URL'])
    await auditor.connect()
    expect(await verifyChains(auditor)).toMatchObject({ first: null })
    await auditor.end()
  })
})

describe('an import that was interrupted', { timeout: 120_000 }, () => {
  let place: Hospital
  let number = 883_000
  const text = (count: number, more: Partial<Parameters<typeof bigRows>[0]> = {}) =>
    [...bigRows({ rows: count, badEvery: 700, seed: number, ...place.units, ...more })].join('')
  /** Reads a file until its first batch stands. */
  async function interrupt(file: string) {
    const stop = new AbortController()
    const summary = await run(file, place, { signal: stop.signal, progress: () => stop.abort() })
    expect(summary).toMatchObject({ read: 1_000, new: 999, rejected: 1, stoppedAfter: 1_001, cause: 'asked' })
  }

  beforeEach(async () => void (place = await hospital((number += 10))))

  test('goes on with the same file, and still knows which stays stood there before', async () => {
    const content = text(2_500)
    const [, first = '', second = ''] = content.split('\n')
    const file = fileOf(`${content}${first}\n${second}\n`)
    await interrupt(file)
    expect(await run(file, place)).toMatchObject({ read: 2_502, new: 2_497, rejected: 5, resumedAfter: 1_001 })
    expect(readFileSync(`${file}.avvist.csv`, 'utf8')).toMatch(/2502;opphold_id;Oppholdet står allerede på linje 2\./)
    expect(linesRejected(`${file}.avvist.csv`)).toEqual([701, 1_401, 2_101, 2_502, 2_503])
    expect(await importsOf(place)).toHaveLength(1)
  })

  test('reads all of it when the file is another one now, says so, and does nothing twice', async () => {
    const file = fileOf(text(2_500))
    await interrupt(file)
    const [header = '', ...lines] = readFileSync(file, 'utf8').split('\n')
    writeFileSync(file, [header, ...lines.toReversed().filter(Boolean), ''].join('\n'))
    let began: unknown
    const summary = await run(file, place, { began: (from) => (began = from) })
    expect(began).toMatchObject({ resumed: false, otherFile: true, line: 0 })
    expect(summary).toMatchObject({ read: 2_500, new: 1_498, unchanged: 999, rejected: 3, otherFile: true })
    expect(await contentsOf(place)).toMatchObject({ stays: 2_497 })
    expect(await importsOf(place)).toMatchObject([{ finished: false }, { finished: true }])
  })

  test('reads all of it when its file of rejected rows is gone, so that none of them is lost', async () => {
    const file = fileOf(text(2_500))
    await interrupt(file)
    rmSync(`${file}.avvist.csv`)
    let began: unknown
    const summary = await run(file, place, { began: (from) => (began = from) })
    expect(began).toMatchObject({ startsOver: true, line: 0 })
    expect(summary).toMatchObject({ read: 2_500, unchanged: 999, rejected: 3 })
    expect(linesRejected(`${file}.avvist.csv`)).toEqual([701, 1_401, 2_101])
  })

  test('by a change of the file itself takes nothing of the new one, and reads it all the next time', async () => {
    const file = fileOf(text(2_500))
    let changed = false
    const summary = await run(file, place, {
      progress() {
        if (!changed) appendFileSync(file, text(1, { seed: number + 5 }).split('\n')[1] ?? '')
        changed = true
      },
    })
    expect(summary).toMatchObject({ read: 1_000, stoppedAfter: 1_001, cause: 'file_changed' })
    expect(await run(file, place)).toMatchObject({ read: 2_501, new: 1_499, unchanged: 999, otherFile: true })
  })

  test('by a lost connection rejects nothing for it, and goes on the next time', async () => {
    const file = fileOf(text(2_500))
    let cut: Promise<unknown> | undefined
    const summary = await run(file, place, {
      progress() {
        cut ??= Promise.resolve(
          admin.$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE application_name = 'samlop bulk' AND datname = current_database()`,
        )
      },
    })
    await cut
    expect(summary).toMatchObject({ cause: 'lost', rejected: expect.any(Number) })
    const again = await run(file, place)
    expect(again).toMatchObject({ read: 2_500, new: 2_497, rejected: 3, resumedAfter: summary.stoppedAfter })
  })

  test('is not gone on with by another program while it is under way', async () => {
    const file = fileOf(text(2_500))
    const places: unknown[] = []
    const wish = { began: (from: unknown) => void places.push(from) }
    await Promise.all([run(file, place, wish), run(file, place, { ...wish, rejects: `${file}.2.csv` })])
    expect(places).toMatchObject([{ resumed: false }, { resumed: false }])
    expect(await contentsOf(place)).toMatchObject({ stays: 2_497 })
    expect(linesRejected(`${file}.2.csv`)).toEqual(linesRejected(`${file}.avvist.csv`))
  })
})

test.skipIf(process.platform === 'win32')('a pipe is refused at once instead of waiting for ever', async () => {
  const pipe = `${fileOf('')}.pipe`
  execFileSync('mkfifo', [pipe])
  for (const file of [pipe, '-']) {
    const outcome = await importFile({ file, mapping: standard, organisationNumber: '1', rejects: `${pipe}.csv` })
    expect(outcome).toEqual({ ok: false, stop: 'not_a_file', detail: file })
  }
  rmSync(pipe)
})

const pause = (time: number) => new Promise((resolve) => setTimeout(resolve, time))
const lineOf = async (place: Hospital) => (await importsOf(place)).at(-1)?.line ?? 0
const linesRejected = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .slice(1)
    .flatMap((line) => (line ? [Number(line.split(';')[0])] : []))

/** Megabytes of memory that a process holds; nothing where there is no /proc. */
function memoryOf(pid = 0) {
  const file = `/proc/${pid}/status`
  const [, kilobytes] = (existsSync(file) && /VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))) || []
  return Math.round(Number(kilobytes ?? 0) / 1_024)
}
