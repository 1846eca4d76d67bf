import { describe, expect, test } from 'vitest'
import { pageNumbers } from '#components/ui/pages'
import { addressOf, filtersOf, groupOf, pageOf, pressed, viewOf } from '#lib/patient-lists/rules'
import { listQuery } from '#lib/patient-lists/schema'
import { dueText, placeText, wardsText } from '#lib/patient-lists/text'

const view = (role: 'GP' | 'CASEWORKER' | 'NURSE', address: Record<string, unknown> = {}) =>
  viewOf(role, listQuery.parse(address))

describe('what the address of the list says', () => {
  test('nothing: the list as the role is best served by it', () => {
    expect(view('GP')).toEqual({ filter: 'alle', sort: 'akutte', down: true, page: 1 })
    expect(view('CASEWORKER')).toEqual({ filter: 'alle', sort: 'frist', down: false, page: 1 })
    expect(view('NURSE')).toEqual({ filter: 'alle', sort: 'navn', down: false, page: 1 })
  })

  test('what cannot be read counts for nothing', () => {
    for (const address of [
      { side: 'abc', sorter: 'x', vis: 'y' },
      { side: '-1', sorter: '--navn', vis: '' },
      { side: '1.5', sorter: '', vis: 'ALLE' },
      { side: '0', sorter: '-', vis: 'alle;' },
      { side: '9999999', sorter: ['navn', 'fase'], vis: ['inne', 'alle'] },
      { side: '\u0000', navn: 'Haugland' },
    ])
      expect(view('NURSE', address)).toEqual(view('NURSE'))
  })

  test('a page that is too far is kept until the database knows the last', () => {
    expect(view('NURSE', { side: '999999' }).page).toBe(999_999)
  })

  test('deadlines are for caseworkers', () => {
    expect(view('GP', { vis: 'frist', sorter: 'frist' })).toEqual(view('GP'))
    expect(view('CASEWORKER', { vis: 'frist', sorter: '-frist' })).toMatchObject({
      filter: 'frist',
      sort: 'frist',
      down: true,
    })
    expect(filtersOf('GP')).not.toContain('frist')
  })
})

test('an address says only what is not as usual', () => {
  expect(addressOf('GP', view('GP'))).toBe('/patients')
  expect(addressOf('NURSE', view('GP'))).toBe('/patients?sorter=-akutte')
  expect(addressOf('GP', { filter: 'inne', sort: 'navn', down: false, page: 2 })).toBe(
    '/patients?vis=inne&sorter=navn&side=2',
  )
})

test('a column that is pressed sorts from its best end, and the other way when pressed again', () => {
  const first = view('NURSE')
  expect(pressed(first, 'akutte')).toEqual({ sort: 'akutte', down: true })
  expect(pressed({ ...first, ...pressed(first, 'akutte') }, 'akutte')).toEqual({ sort: 'akutte', down: false })
  expect(pressed(first, 'navn')).toEqual({ sort: 'navn', down: true })
})

test('pages: none, one, exactly full, one more, and past the last', () => {
  expect(pageOf(1, 0)).toEqual({ page: 1, pages: 1, first: 0, last: 0 })
  expect(pageOf(1, 20)).toEqual({ page: 1, pages: 1, first: 1, last: 20 })
  expect(pageOf(2, 21)).toEqual({ page: 2, pages: 2, first: 21, last: 21 })
  expect(pageOf(999, 41)).toEqual({ page: 3, pages: 3, first: 41, last: 41 })
})

test('page numbers: all up to seven, then the ends and the neighbours', () => {
  expect(pageNumbers(1, 7)).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(pageNumbers(1, 8)).toEqual([1, 2, null, 8])
  expect(pageNumbers(5, 9)).toEqual([1, null, 4, 5, 6, null, 9])
})

test('a deadline is overdue the day after, soon for two weeks, then later', () => {
  const on = (day: string) => groupOf({ on: day }, '2026-11-21')
  expect([on('2026-11-20'), on('2026-11-21'), on('2026-12-05'), on('2026-12-06')]).toEqual([
    'overdue',
    'soon',
    'soon',
    'later',
  ])
  expect(groupOf(null, '2026-11-21')).toBe('none')
  const words = (day: string) => dueText(day, '2026-11-21')
  expect(['2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22', '2026-12-01'].map(words)).toEqual([
    '2 dager siden',
    'i går',
    'i dag',
    'i morgen',
    'om 10 dager',
  ])
})

test('where somebody is stands in words; a blocked ward is never none', () => {
  const here = { unit: 'Post 7', since: '2026-11-21T12:05:00Z', leaveSince: null }
  expect(placeText({ here: null })).toEqual(['Hjemme'])
  expect(placeText({ here: { ...here, status: 'ARRIVED' } })).toEqual([
    'I mottak',
    'Post 7, siden 21.11.2026 kl.\u00a013.05',
  ])
  expect(placeText({ here: { ...here, status: 'ON_WARD' } })).toEqual(['Post 7', 'siden 21.11.2026'])
  expect(placeText({ here: { ...here, status: 'ON_WARD', leaveSince: here.since } })[0]).toBe('På permisjon')
  expect(wardsText({ wards: null, statusBlocked: true })).toBe('Sperret av pasienten')
  expect(wardsText({ wards: null, statusBlocked: false })).toBeNull()
})
