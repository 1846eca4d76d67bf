import { spawn } from 'node:child_process'
import { generateKeyPairSync, randomInt } from 'node:crypto'
import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { writeLine } from '#lib/audit/checkpoint'
import { createWriter, type Taken } from '#lib/audit/writer'
import { createAttempt } from '#lib/audit/program'
import { report } from '#lib/audit/report'
import type { Verification } from '#lib/audit/verification'
import { verifyAudit } from '#lib/audit/verification'
import { copyOf, edit, linesIn, parties, sameTransaction, writerFor } from '#tests/support/checkpoints'
import { manyLookUps } from '#tests/support/records/many-entries'
import { type Column, columnsOf, rehash, tamper } from '#tests/support/tampering'
import { copyTemplate } from '#tests/support/test-database'

const proof = process.env['PROOF'] === '1'
const superuser = new pg.Client(process.env['ADMIN_URL'])
const auditor = new pg.Client(process.env['AUDIT_DATABASE_URL'])
const witnessed = parties()
/** Seven checkpoints over three days, with rows between them. */
const times = ['20T23:58:00', '20T23:59:00', '21T00:00:00', '21T00:01:00', '21T00:02:00', '22T00:00:00', '22T00:01:00']

const taken: (Taken | null)[] = []

const at = (time: string) => vi.setSystemTime(new Date(`2026-11-${time}.000Z`))
const verify = (directories = witnessed.directories, keys = witnessed.keys) => verifyAudit([auditor], directories, keys)
const kinds = ({ vouched }: Verification) => vouched?.findings.map(({ kind }) => kind) ?? []
const told = (verification: Verification) => report(verification, 1).join('\n')

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  await Promise.all([superuser.connect(), auditor.connect()])
  const take = writerFor(witnessed)
  for (const time of times) {
    await manyLookUps(superuser, 30)
    at(time)
    taken.push(await take())
  }
  at('22T00:01:30')
})
afterEach(() => at('22T00:01:30'))
afterAll(async () => {
  vi.useRealTimers()
  await Promise.all([superuser.end(), auditor.end()])
})

test('each checkpoint goes to both parties', () =>
  expect(taken).toEqual(
    times.map((_, place) => ({ number: place + 1, directories: ['hospital', 'municipality'], alarms: [] })),
  ))

describe('an audit that nobody touched', () => {
  test('is whole, and the time without checkpoints shows', async () => {
    const verification = await verify()
    expect(verification).toMatchObject({ first: null, vouched: { count: 7, findings: [], rewritten: [] } })
    expect(verification.vouched?.gaps).toEqual([
      { kind: 'gap', from: '2026-11-21T00:02:00.000Z', to: '2026-11-22T00:00:00.000Z', rows: 60 },
    ])
    expect(told(verification)).toMatch(
      /Ingen sjekkpunkt fra 21.11.2026 kl.\s01.02 til 22.11.2026 kl.\s01.00: 60 rader skrevet/,
    )
  })

  test('without directories only the inner chain is verified, and that is said', async () => {
    expect(await verify([])).toMatchObject({ verdict: 'lacking', vouched: null })
    expect(told(await verify([]))).toMatch('Bare den indre kjeden er kontrollert: ingen kataloger')
    const gone = await verify(['/finnes/ikke'])
    expect(gone).toMatchObject({ verdict: 'lacking', vouched: { findings: [{ kind: 'unreadable', code: 'ENOENT' }] } })
    expect(told(gone)).toMatch('katalogene har ingen gyldige sjekkpunkt')
  })
})

const tamperings = proof ? 1_000 : 40

test(`${tamperings} random tamperings by a superuser are all found, and none is seen before or after`, async () => {
  const columns: Column[] = await columnsOf(superuser)
  const { rows } = await superuser.query<{ seq: string }>('SELECT seq FROM audit.head ORDER BY shard')
  const undetected: string[] = []
  const done = new Map<string, number>()
  for (let turn = 0; turn < tamperings; turn++) {
    await superuser.query("SET session_replication_role = 'replica'")
    await superuser.query('BEGIN')
    const one = await tamper(
      superuser,
      columns,
      rows.map(({ seq }) => Number(seq)),
    )
    const { verdict } = await verifyAudit([sameTransaction(superuser)], witnessed.directories, witnessed.keys)
    if (verdict !== 'broken') undetected.push(JSON.stringify(one))
    const kind = `${one.name.split(' ')[0]}${one.rehash ? ' and hashes made to fit' : ''}`
    done.set(kind, (done.get(kind) ?? 0) + 1)
    await superuser.query('ROLLBACK')
  }
  expect(undetected).toEqual([])
  if (proof)
    process.stdout.write(`${tamperings} tamperings, 0 undetected: ${JSON.stringify(Object.fromEntries(done))}\n`)
  expect(await verify()).toMatchObject({ first: null, vouched: { findings: [], rewritten: [] } })
}, 1_200_000)

test('a rewritten chain is told with its rows, when they were written and when it was done', async () => {
  const { rows } = await superuser.query(
    'SELECT shard, max(seq) AS end FROM audit.subject GROUP BY shard ORDER BY 2 DESC LIMIT 1',
  )
  const { shard } = rows[0]
  const heads = linesIn(witnessed.directories[0] ?? '').map(({ text }) => JSON.parse(text).heads[shard].seq as number)
  const place = heads.findIndex((seq, index) => index > 0 && seq > (heads[index - 1] ?? 0))
  const from = (heads[place - 1] ?? 0) + 1
  await superuser.query("SET session_replication_role = 'replica'")
  await superuser.query('BEGIN')
  await superuser.query('UPDATE audit.entry SET act = act WHERE false')
  await superuser.query("UPDATE audit.entry SET outcome = 'x' WHERE shard = $1 AND seq = $2", [shard, from])
  await superuser.query("UPDATE audit.subject SET ground = 'x' WHERE shard = $1 AND seq = $2", [shard, from])
  await rehash(superuser, shard, from)
  const found = await verifyAudit([sameTransaction(superuser)], witnessed.directories, witnessed.keys)
  await superuser.query('ROLLBACK')
  expect(found).toMatchObject({ verdict: 'broken', first: null })
  expect(found.vouched?.rewritten).toMatchObject([
    {
      shard,
      gone: false,
      good: { number: place },
      bad: { number: place + 1, seq: heads[place] },
      lastBad: { number: 7 },
      healed: null,
    },
  ])
  expect(told(found)).toMatch(
    new RegExp(
      `Kjede ${shard} er en annen enn sjekkpunktene så: nummer ${from} til ${heads[place]}, skrevet mellom sjekkpunkt ${place}`,
    ),
  )
})

test('the first bad row is told with the checkpoints between which it was written', async () => {
  const line = JSON.parse(linesIn(witnessed.directories[0] ?? '')[2]?.text ?? '')
  const shard = line.heads.findIndex(({ seq }: { seq: number }) => seq > 2)
  await superuser.query("SET session_replication_role = 'replica'")
  await superuser.query('BEGIN')
  await superuser.query("UPDATE audit.entry SET act = 'x' WHERE shard = $1 AND seq = $2 - 1", [
    shard,
    line.heads[shard].seq,
  ])
  const found = await verifyAudit([sameTransaction(superuser)], witnessed.directories, witnessed.keys)
  await superuser.query('ROLLBACK')
  expect(found).toMatchObject({ verdict: 'broken', first: { shard, kind: 'entry', fault: 'changed_row' } })
  expect(found.vouched?.window.before?.number).toBeLessThanOrEqual(3)
  expect(told(found)).toMatch(
    /Første feil: kjede \d+, nummer \d+, hendelse \S+: raden er endret. Raden ble skrevet (mellom|før) sjekkpunkt/,
  )
})

describe('checkpoints that somebody tampered with are named', () => {
  const tampered = (change: (directories: string[]) => void) => {
    const copies = copyOf(witnessed.directories)
    change(copies)
    return verify(copies)
  }
  /** The line of a number, in these directories. */
  const onLine = (directories: string[], number: number, change: (line: string) => string[]) => {
    for (const directory of directories) {
      const found = linesIn(directory)[number - 1]
      if (found)
        edit(found.file, (lines) => lines.flatMap((line, place) => (place === found.place ? change(line) : [line])))
    }
  }
  const signedAnew = (line: string, change: object, key = witnessed.key) => {
    return writeLine({ ...JSON.parse(line), signature: undefined, ...change }, key)
  }

  test('a changed line', async () => {
    const found = await tampered(([one = '']) => onLine([one], 3, (line) => [line.replace('"kept":2', '"kept":1')]))
    expect(kinds(found)).toEqual(['changed', 'removed'])
    expect(told(found)).toMatch('hospital/checkpoints-2026-11-21.jsonl, linje 1: sjekkpunktet er endret')
    expect(found.verdict).toBe('broken')
  })

  test('a removed line, in one directory or in all', async () => {
    const one = await tampered(([first = '']) => onLine([first], 3, () => []))
    expect(one.vouched?.findings).toMatchObject([{ kind: 'removed', directory: 'hospital', from: 3, to: 3 }])
    const all = await tampered((both) => onLine(both, 3, () => []))
    expect(all.vouched?.findings).toMatchObject([{ kind: 'removed', directory: null, from: 3, to: 3 }])
    expect([one.verdict, all.verdict]).toEqual(['broken', 'broken'])
  })

  test('a removed file, in one directory or in all', async () => {
    const remove = (directories: string[]) =>
      directories.forEach((directory) => rmSync(join(directory, 'checkpoints-2026-11-21.jsonl')))
    const one = await tampered(([, second = '']) => remove([second]))
    expect(one.vouched?.findings).toMatchObject([{ kind: 'removed', directory: 'municipality', from: 3, to: 5 }])
    const all = await tampered(remove)
    expect(all.vouched?.findings).toMatchObject([{ kind: 'removed', directory: null, from: 3, to: 5 }])
    expect(told(all)).toMatch('Sjekkpunkt 3–5')
  })

  test('the newest lines removed from all directories leave a time without checkpoints', async () => {
    const found = await tampered((both) => both.forEach((one) => rmSync(join(one, 'checkpoints-2026-11-22.jsonl'))))
    expect(found).toMatchObject({ verdict: 'lacking', vouched: { count: 5, findings: [] } })
    expect(found.vouched?.gaps).toMatchObject([{ from: '2026-11-21T00:02:00.000Z', rows: 120 }])
  })

  test('lines that changed place, or stand twice', async () => {
    const file = 'checkpoints-2026-11-21.jsonl'
    const swapped = await tampered(([one = '']) =>
      edit(join(one, file), ([a = '', b = '', ...rest]) => [b, a, ...rest]),
    )
    expect(kinds(swapped)).toEqual(['out_of_order', 'removed'])
    const twice = await tampered(([one = '']) => edit(join(one, file), ([a = '', ...rest]) => [a, a, ...rest]))
    expect(kinds(twice)).toEqual(['out_of_order'])
  })

  test('a foreign key, and a key that is not trusted', async () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const found = await tampered((both) => onLine(both, 4, (line) => [signedAnew(line, { count: 240 }, privateKey)]))
    expect(kinds(found)).toEqual(['unknown_key', 'unknown_key', 'removed'])
    expect(kinds(await verify(witnessed.directories, new Map())).slice(0, 2)).toEqual(['unknown_key', 'unknown_key'])
  })

  test('one from another installation that has the same key', async () => {
    const deployment = crypto.randomUUID()
    const found = await tampered((both) => onLine(both, 4, (line) => [signedAnew(line, { deployment })]))
    expect(kinds(found)).toEqual(['other_deployment', 'other_deployment', 'removed'])
  })

  test('one that says another thing in one directory than in the other, though the key is ours', async () => {
    const found = await tampered(([one = '']) =>
      onLine([one], 4, (line) => [signedAnew(line, { at: '2026-11-21T00:01:01.000Z' })]),
    )
    expect(found.vouched?.findings).toMatchObject([
      { kind: 'disagree', number: 4, directories: ['hospital', 'municipality'] },
    ])
    const all = await tampered((both) =>
      onLine(both, 4, (line) => [signedAnew(line, { at: '2026-11-21T00:01:01.000Z' })]),
    )
    expect(all.vouched?.findings).toMatchObject([{ kind: 'broken_chain', number: 5 }])
  })

  const turns = proof ? 200 : 20
  test(`${turns} random changes of single characters`, async () => {
    const undetected: string[] = []
    for (let turn = 0; turn < turns; turn++) {
      const number = 1 + randomInt(times.length - 1)
      let done = ''
      const found = await tampered(([one = '']) =>
        onLine([one], number, (line) => {
          const place = randomInt(line.length)
          const other = String.fromCodePoint((line.codePointAt(place) ?? 0) ^ (1 + randomInt(7)))
          done = `${number} ${place} ${other}`
          return [`${line.slice(0, place)}${other}${line.slice(place + 1)}`]
        }),
      )
      if (found.verdict !== 'broken') undetected.push(done)
    }
    expect(undetected).toEqual([])
  }, 300_000)
})

describe('the writer', () => {
  const fresh = () => {
    const mine = parties()
    return { ...mine, take: writerFor(mine), one: mine.directories[0] ?? '', two: mine.directories[1] ?? '' }
  }
  const findingsOf = async ({ directories, keys }: ReturnType<typeof fresh>) =>
    (await verify(directories, keys)).vouched

  test('goes on with the other directory when one is gone, raises an alarm, writes it again when it is back, and the gap shows', async () => {
    const mine = fresh()
    const words: string[] = []
    const attempt = createAttempt(mine.take, (line) => words.push(line))
    at('22T01:00:00')
    await attempt()
    renameSync(mine.two, `${mine.two}-away`)
    at('22T01:01:00')
    expect(await attempt()).toMatchObject({
      directories: ['hospital'],
      alarms: [{ kind: 'directory', directory: 'municipality', code: 'ENOENT' }],
    })
    at('22T01:02:00')
    await attempt()
    renameSync(`${mine.two}-away`, mine.two)
    at('22T01:03:00')
    expect(await attempt()).toMatchObject({ number: 4, directories: ['hospital', 'municipality'], alarms: [] })
    expect(words).toEqual([
      'ALARM: katalogen municipality tok ikke imot sjekkpunktet (ENOENT).',
      'ALARM: katalogen municipality tok ikke imot sjekkpunktet (ENOENT).',
      'Katalogen municipality tar imot sjekkpunkt igjen.',
    ])
    const verification = await verify(mine.directories, mine.keys)
    expect(verification).toMatchObject({ verdict: 'lacking', vouched: { gaps: [] } })
    expect(verification.vouched?.findings).toMatchObject([
      { kind: 'absent', directory: 'municipality', from: 2, to: 3 },
    ])
  })

  test('when all directories are gone says so, and the time without checkpoints shows later', async () => {
    const mine = fresh()
    at('22T01:00:00')
    await mine.take()
    for (const directory of mine.directories) renameSync(directory, `${directory}-away`)
    at('22T01:01:00')
    expect((await mine.take())?.alarms.map(({ kind }) => kind).toSorted()).toEqual([
      'directory',
      'directory',
      'nowhere',
    ])
    for (const directory of mine.directories) renameSync(`${directory}-away`, directory)
    at('22T01:02:00')
    await mine.take()
    const vouched = await findingsOf(mine)
    expect(vouched?.findings).toMatchObject([{ kind: 'absent', directory: null, from: 2, to: 2 }])
    expect(vouched?.gaps).toMatchObject([
      { kind: 'gap', from: '2026-11-22T01:00:00.000Z', to: '2026-11-22T01:02:00.000Z' },
    ])
  })

  test('leaves a line that was cut off where it is and goes on behind it', async () => {
    const mine = fresh()
    at('22T01:00:00')
    await mine.take()
    appendFileSync(join(mine.one, 'checkpoints-2026-11-22.jsonl'), linesIn(mine.one)[0]?.text.slice(0, 300) ?? '')
    at('22T01:01:00')
    // A new program knows only what stands in the directories.
    expect(await writerFor(mine)()).toMatchObject({ number: 2, alarms: [] })
    expect(await verify(mine.directories, mine.keys)).toMatchObject({
      verdict: 'lacking',
      vouched: { count: 2, findings: [{ kind: 'torn', place: { directory: 'hospital', line: 2 } }] },
    })
  })

  test('sees that checkpoints are taken away while it runs, and so does the verifier', async () => {
    const mine = fresh()
    for (const minute of ['00', '01', '02']) {
      at(`22T01:${minute}:00`)
      await mine.take()
    }
    for (const directory of mine.directories)
      edit(join(directory, 'checkpoints-2026-11-22.jsonl'), (lines) => [...lines.slice(0, 1), ''])
    at('22T01:03:00')
    expect(await mine.take()).toMatchObject({
      number: 4,
      alarms: [{ kind: 'taken_away', from: 2 }, { kind: 'taken_away' }],
    })
    expect((await findingsOf(mine))?.findings).toMatchObject([{ kind: 'removed', directory: null, from: 2, to: 3 }])
  })

  test('twice at once gives two numbers and one chain', async () => {
    const mine = fresh()
    at('22T01:00:00')
    const both = await Promise.all([writerFor(mine)(true), writerFor(mine)(true)])
    expect(new Set(both.map((one) => one?.number))).toEqual(new Set([1, 2]))
    expect(await writerFor(mine)()).toBeNull()
    expect((await findingsOf(mine))?.findings).toEqual([])
  })

  test('says that the clock went back, and keeps the order', async () => {
    const mine = fresh()
    at('22T00:00:30')
    await mine.take()
    at('21T23:59:00')
    expect(await mine.take()).toMatchObject({ number: 2, alarms: [{ kind: 'clock', seconds: 90 }] })
    expect(await findingsOf(mine)).toMatchObject({ findings: [], gaps: [{ kind: 'clock' }] })
    expect(told(await verify(mine.directories, mine.keys))).toMatch('Klokka gikk tilbake')
  })

  test('without the database raises an alarm and recovers by itself', async () => {
    const mine = fresh()
    const words: string[] = []
    const attempt = createAttempt(mine.take, (line) => words.push(line))
    const { rows } = await superuser.query('SELECT current_database() AS name')
    await superuser.query(`ALTER DATABASE ${rows[0].name} CONNECTION LIMIT 0`)
    expect(await attempt()).toBeNull()
    await superuser.query(`ALTER DATABASE ${rows[0].name} CONNECTION LIMIT -1`)
    expect(await attempt()).toMatchObject({ number: 1 })
    expect(words).toEqual([
      expect.stringMatching(/^ALARM: intet sjekkpunkt.*Referanse: \w{8}$/),
      'Databasen svarer igjen.',
    ])
  })

  test('raises an alarm within the minute when a chain is rewritten or cut', async () => {
    const mine = fresh()
    at('22T01:00:00')
    await mine.take()
    const { rows } = await superuser.query('SELECT shard, seq, hash FROM audit.head ORDER BY seq DESC LIMIT 1')
    const { shard, seq, hash } = rows[0]
    await superuser.query("SET session_replication_role = 'replica'")
    const put = (value: Buffer) =>
      ['entry', 'subject'].map((table) =>
        superuser.query(`UPDATE audit.${table} SET hash = $1 WHERE shard = $2 AND seq = $3`, [value, shard, seq]),
      )
    await Promise.all(put(Buffer.alloc(32)))
    at('22T01:01:00')
    expect((await mine.take())?.alarms).toEqual([{ kind: 'rewritten', chains: String(shard), number: 1 }])
    await Promise.all(put(hash))
  })
})

describe('the programs', { timeout: 120_000 }, () => {
  const mine = parties()
  const keyFile = join(mine.room, 'key.pem')
  const publicKeyFile = join(mine.room, 'public.pem')
  const env = {
    ...process.env,
    CHECKPOINT_DIRECTORIES: mine.directories.join(delimiter),
    CHECKPOINT_KEY_FILE: keyFile,
    CHECKPOINT_PUBLIC_KEY_FILE: publicKeyFile,
    LOG_LEVEL: 'info',
  }
  const program = (args: string[], more: Record<string, string> = {}) =>
    new Promise<{ code: number | null; out: string; complaints: string }>((resolve) => {
      const flags = ['--conditions=react-server', '--import', 'tsx', 'lib/audit/cli.ts']
      const child = spawn(process.execPath, [...flags, ...args], { env: { ...env, ...more } })
      let [out, complaints] = ['', '']
      child.stdout.on('data', (text) => (out += text))
      child.stderr.on('data', (text) => (complaints += text))
      child.on('close', (code) => resolve({ code, out, complaints }))
    })

  beforeAll(() => {
    writeFileSync(keyFile, mine.key.export({ type: 'pkcs8', format: 'pem' }))
    for (const key of mine.keys.values()) writeFileSync(publicKeyFile, key.export({ type: 'spki', format: 'pem' }))
  })

  test('write a checkpoint to both parties with the public key beside, and verify against it', async () => {
    expect(await program(['checkpoints', '--once'])).toMatchObject({ code: 0, complaints: '' })
    const name = [...mine.keys.keys()].join('')
    for (const directory of mine.directories)
      expect(readFileSync(join(directory, `key-${name}.pem`), 'utf8')).toBe(readFileSync(publicKeyFile, 'utf8'))
    const whole = await program(['verify'])
    expect(whole).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Innsynsloggen er hel\. 420 rader i 16 kjeder/),
    })
    expect(whole.out).toMatch('1 sjekkpunkt er kontrollert')
    const named = await program(['verify', '--checkpoints', ...mine.directories, '--key', publicKeyFile])
    expect(named.out.split('\n').slice(1)).toEqual(whole.out.split('\n').slice(1))
  })

  test('raise an alarm in the structured log and on stderr, without a path', async () => {
    renameSync(mine.directories[1] ?? '', `${mine.directories[1]}-away`)
    const { code, out, complaints } = await program(['checkpoints', '--once'])
    expect([code, complaints]).toEqual([0, 'ALARM: katalogen municipality tok ikke imot sjekkpunktet (ENOENT).\n'])
    expect(JSON.parse(out)).toMatchObject({
      msg: 'audit checkpoint: directory',
      directory: 'municipality',
      code: 'ENOENT',
    })
    expect(out).not.toMatch(mine.room)
    expect(await program(['verify'])).toMatchObject({
      code: 2,
      out: expect.stringMatching('municipality kan ikke leses'),
    })
    renameSync(`${mine.directories[1]}-away`, mine.directories[1] ?? '')
  })

  test('answer in words when a setting, a key or the database is missing', async () => {
    const cases: [string[], Record<string, string>, RegExp][] = [
      [
        ['checkpoints', '--once'],
        { CHECKPOINT_DIRECTORIES: '' },
        /CHECKPOINT_KEY_FILE og CHECKPOINT_DIRECTORIES må være satt/,
      ],
      [['checkpoints', '--once'], { CHECKPOINT_KEY_FILE: '/finnes/ikke' }, /Får ikke lest/],
      [['checkpoints', '--once'], { CHECKPOINT_KEY_FILE: publicKeyFile }, /ikke en Ed25519-nøkkel/],
      [['verify'], { CHECKPOINT_PUBLIC_KEY_FILE: '' }, /CHECKPOINT_PUBLIC_KEY_FILE/],
      [['verify', '--ukjent'], {}, /^Bruk: /],
      [['verify'], { AUDIT_DATABASE_URL: 'postgresql://app_auditor:x@127.0.0.1:1/x' }, /Går databasen/],
    ]
    const answers = await Promise.all(cases.map(([args, more]) => program(args, more)))
    expect(answers.map(({ code }) => code)).toEqual(cases.map(() => 3))
    answers.forEach(({ complaints }, place) => expect(complaints).toMatch(cases[place]?.[2] ?? /$^/))
  })
})

const size = proof ? 1_000_000 : 10_000
test(`${size} rows are verified within a minute, with flat memory`, async () => {
  vi.useRealTimers()
  const urls = await copyTemplate(inject('adminUrl'), 'checkpoints_size')
  const builder = new pg.Client(urls.admin)
  const clients: [pg.Client, pg.Client] = [new pg.Client(urls.auditor), new pg.Client(urls.auditor)]
  await Promise.all([builder, ...clients].map((client) => client.connect()))
  const mine = parties()
  const take = createWriter({ url: urls.auditor, key: mine.key, directories: mine.directories })
  for (let part = 0; part < 4; part++) {
    await manyLookUps(builder, size / 8)
    await take(true)
  }
  const before = process.memoryUsage().rss
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50)
  const from = Date.now()
  const verification = await verifyAudit(clients, mine.directories, mine.keys)
  const seconds = (Date.now() - from) / 1000
  clearInterval(watch)
  await Promise.all([builder, ...clients].map((client) => client.end()))
  expect(verification).toMatchObject({ verdict: 'whole', rows: size, vouched: { count: 4 } })
  expect(seconds).toBeLessThan(60)
  expect((peak - before) / 1024 ** 2).toBeLessThan(150)
  if (proof)
    process.stdout.write(
      `${size} rows in ${seconds.toFixed(1)} s, ${Math.round(size / seconds)} a second, ${Math.round((peak - before) / 1024 ** 2)} MB more at most\n`,
    )
}, 1_200_000)
