import { expect, test } from 'vitest'
import { entrances } from '#lib/permissions'
import { actionIds } from '#tests/support/matrix/call'
import { aboutOneself, forSomebodyElse, ways, withoutWay } from '#tests/support/matrix/ways'
import { actors, alone, policy, words } from '#tests/security/policy'
import { Role } from '#prisma/generated/enums'

const acts = new Set(Object.values(entrances).filter((act) => act !== 'everybody' && act !== 'signed_in'))
const deeds = new Set<string>([
  ...policy.flatMap(({ may }) => [...may]),
  ...Object.values(alone).flatMap((text) => words(text)),
])
const tried = new Set([
  ...ways.map(({ entrance }) => entrance),
  ...Object.values(aboutOneself).flat(),
  ...Object.keys(forSomebodyElse),
])

test('every role stands in the policy', () => {
  const roles = new Set<string>(Object.values(actors).map(({ role }) => role))
  expect(Object.values(Role).filter((role) => !roles.has(role))).toEqual([])
})

test('every act that an entrance asks for stands in the policy, or its own journey is named', () => {
  const elsewhere = new Set<string>(Object.values(forSomebodyElse).map(({ act }) => act))
  expect([...acts].filter((act) => !deeds.has(act) && !elsewhere.has(act))).toEqual([])
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
