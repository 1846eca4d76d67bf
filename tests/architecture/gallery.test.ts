import { expect, test } from 'vitest'
import { entrances } from '#lib/permissions'
import { pictures } from '#tests/support/gallery/pages'

const pages = Object.keys(entrances).filter((entrance) => /^\/(?!api\/|icon\.svg|_)/.test(entrance))

test('every page of the app stands in the gallery', () => {
  expect(pages.length).toBeGreaterThan(5)
  const pictured = new Set(pictures.map(({ page }) => page))
  expect(pages.filter((page) => !pictured.has(page))).toEqual([])
})

test('every picture has a name of its own, and is of a page that there is or of one that there is not on purpose', () => {
  const names = pictures.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names.filter((name) => !/^[a-z0-9-]+$/.test(name))).toEqual([])
  const others = pictures.filter(({ name, page }) => !/^not-/.test(name) && !pages.includes(page))
  expect(others.map(({ page }) => page)).toEqual([])
})
