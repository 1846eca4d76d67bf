import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { entrances } from '#lib/permissions'

type Actions = Record<'node' | 'edge', Record<string, { filename: string; exportedName: string }>>
const manifest = <T>(name: string) => JSON.parse(readFileSync(`.next/server/${name}.json`, 'utf8')) as T

const actions = manifest<Actions>('server-reference-manifest')
const routes = Object.keys(manifest<Record<string, string>>('app-paths-manifest'))

const address = (route: string) => route.replace(/\/\([a-z]+\)/g, '').replace(/\/(page|route)$/, '') || '/'
const names = Object.values({ ...actions.node, ...actions.edge }).map(
  (action) => `${action.filename}#${action.exportedName}`,
)

test('every page and route of the build stands in the table of entrances', () => {
  expect(routes.length).toBeGreaterThan(5)
  for (const route of routes) expect(Object.keys(entrances)).toContain(address(route))
})

test('every server action of the build stands in the table of entrances', () => {
  expect(names.length).toBeGreaterThan(1)
  for (const name of names) expect(Object.keys(entrances)).toContain(name)
})

test('nothing in the table is gone from the build', () => {
  const built = new Set([...routes.map(address), ...names])
  expect(Object.keys(entrances).filter((entrance) => !built.has(entrance))).toEqual([])
})

test('no page is rendered before somebody asks for it', () => {
  const prerendered = JSON.parse(readFileSync('.next/prerender-manifest.json', 'utf8')) as { routes: object }
  expect(
    Object.keys(prerendered.routes).filter((route) => !/^\/(icon\.svg$|_(not-found|global-error))/.test(route)),
  ).toEqual([])
})
