import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { entrances } from '#lib/permissions'
import { actionIds } from '#tests/support/matrix/call'
import { closedTables, receivedTables, tableNames } from '#tests/support/matrix/record-tables'
import { aboutOneself, onAgreements, ways, withoutWay } from '#tests/support/matrix/ways'
import { actors, alone, policy, words } from '#tests/security/policy'
import { Role } from '#prisma/generated/enums'

const acts = new Set(Object.values(entrances).filter((act) => act !== 'everybody' && act !== 'signed_in'))
const deeds = new Set<string>([
  ...policy.flatMap(({ may }) => [...may]),
  ...Object.values(alone).flatMap((text) => words(text)),
  ...Object.keys(onAgreements),
])
const tried = new Set([
  ...ways.map(({ entrance }) => entrance),
  ...Object.values({ ...aboutOneself, ...onAgreements }).flat(),
])

test('every role stands in the policy', () => {
  const roles = new Set<string>(Object.values(actors).map(({ role }) => role))
  expect(Object.values(Role).filter((role) => !roles.has(role))).toEqual([])
})

test('every act that an entrance asks for stands in the policy', () => {
  expect([...acts].filter((act) => !deeds.has(act))).toEqual([])
})

test('every act of the permissions stands in the policy, and every act of the policy in the permissions', () => {
  const rows = [...readFileSync('lib/permissions.ts', 'utf8').matchAll(/^ {2}'([a-z_]+\.[a-z_]+)': /gm)]
  const permitted = rows.map(([, act = '']) => act)
  expect(permitted.length).toBeGreaterThan(40)
  expect(permitted.filter((act) => !deeds.has(act))).toEqual([])
  expect([...deeds].filter((deed) => !permitted.includes(deed.split(':')[0] ?? ''))).toEqual([])
})

test('every table that tells of a patient is read as every role', () => {
  const models = readdirSync('prisma/schema')
    .flatMap((file) => readFileSync(`prisma/schema/${file}`, 'utf8').split(/^(?=model )/m))
    .filter((model) => model.startsWith('model ') && /@map\("patient_id"\)/.test(model))
    .map((model) => {
      const [name, schema] = ['map', 'schema'].map((word) => new RegExp(`@@${word}\\("(\\w+)"\\)`).exec(model)?.[1])
      return schema === 'public' ? name : `${schema}.${name}`
    })
  const read = ['patient', 'access_grant', ...tableNames, ...closedTables, ...receivedTables]
  expect(models.filter((name) => !read.includes(name ?? ''))).toEqual([])
  expect(read.filter((name) => name !== 'patient' && !models.includes(name))).toEqual([])
})

test('every act is allowed to somebody and refused to somebody', () => {
  const always = [...deeds].filter((deed) => policy.every(({ may }) => may.has(deed as never)))
  expect(always).toEqual([])
})

test('every page and server action of the build that asks for an act is tried', () => {
  const built = Object.keys(entrances).filter(
    (entrance) => !['everybody', 'signed_in'].includes(entrances[entrance] ?? ''),
  )
  expect(built.filter((entrance) => !tried.has(entrance))).toEqual([])
  expect([...actionIds().keys()].filter((action) => !tried.has(action))).toEqual([])
})

test('acts without a way have no entrance', () => {
  expect([...acts].filter((act) => withoutWay.includes(act))).toEqual([])
})
