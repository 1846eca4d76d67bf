import { expect, test } from 'vitest'
import { hasLapsed } from '#lib/arrivals/rules'

const noon = new Date('2026-03-02T12:00:00Z')

test.each([
  ['a second less than a day ago is still in reception', '2026-03-01T12:00:01Z', false],
  ['exactly a day ago has left', '2026-03-01T12:00:00Z', true],
])('somebody who came %s', (_, arrivedAt, lapsed) => {
  expect(hasLapsed(new Date(arrivedAt), noon)).toBe(lapsed)
})
