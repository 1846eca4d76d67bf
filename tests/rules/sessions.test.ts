import { describe, expect, test } from 'vitest'
import { isNear, markOf, nextEnding, sessionsToEnd } from '#lib/sessions/rules'
import type { OwnSession } from '#lib/sessions/schema'
import { endingText, timeLeftText } from '#lib/sessions/text'

describe('which end comes first', () => {
  const left = { idle: 900, absolute: 43_200 }
  test('nobody did anything for fifteen minutes', () => {
    expect(nextEnding(left, 0)).toEqual({ kind: 'idle', seconds: 900 })
    expect(nextEnding(left, 899)).toEqual({ kind: 'idle', seconds: 1 })
    expect(nextEnding(left, 900)).toEqual({ kind: 'idle', seconds: 0 })
    expect(nextEnding(left, 9_000)).toEqual({ kind: 'idle', seconds: 0 })
  })
  test('twelve hours, also when activity could not make it longer than that', () => {
    expect(nextEnding({ idle: 900, absolute: 899 }, 0)).toEqual({ kind: 'absolute', seconds: 899 })
    expect(nextEnding({ idle: 300, absolute: 300 }, 299.5)).toEqual({ kind: 'absolute', seconds: 1 })
    expect(nextEnding({ idle: 899, absolute: 900 }, 0).kind).toBe('idle')
  })
  test('parts of a second count as left, so that nobody is shut out early', () => {
    expect(nextEnding({ idle: 10, absolute: 100 }, 9.001).seconds).toBe(1)
    expect(nextEnding({ idle: 10, absolute: 100 }, 10).seconds).toBe(0)
  })
})

describe('the warning', () => {
  const at = (seconds: number) => ({ kind: 'idle', seconds }) as const
  test.each([
    [121, false, null],
    [120, true, 120],
    [61, true, 120],
    [60, true, 60],
    [31, true, 60],
    [30, true, 30],
    [1, true, 30],
    [0, true, 30],
  ])('with %i seconds left: seen %s, and the last mark said aloud is %s', (seconds, near, mark) => {
    expect([isNear(at(seconds)), markOf(at(seconds))]).toEqual([near, mark])
  })
  test('two minutes are announced three times, not a hundred and twenty', () => {
    const said = Array.from({ length: 121 }, (_, passed) => markOf(at(120 - passed)))
    expect([...new Set(said)]).toEqual([120, 60, 30])
  })
})

describe('the words of a time left', () => {
  test.each([
    [120, '2 minutter'],
    [119, '1 minutt og 59 sekunder'],
    [61, '1 minutt og 1 sekund'],
    [60, '1 minutt'],
    [59, '59 sekunder'],
    [1, '1 sekund'],
    [0, '0 sekunder'],
  ])('%i seconds', (seconds, words) => expect(timeLeftText(seconds)).toBe(words))
  test('say what can be done, and that twelve hours cannot be put off', () => {
    expect(endingText.idle.aloud(60)).toBe('Du blir logget ut om 1 minutt. Trykk en tast for å fortsette.')
    expect(endingText.absolute.aloud(30)).toContain('kan ikke forlenges')
  })
})

describe('which of the own sessions end', () => {
  const session = (id: string, current = false) => ({ id, current }) as OwnSession
  const own = [session('here', true), session('a'), session('b')]
  test('the one that is meant', () => expect(sessionsToEnd(own, 'a')).toEqual({ ok: true, value: ['a'] }))
  test('all but this one', () => expect(sessionsToEnd(own)).toEqual({ ok: true, value: ['a', 'b'] }))
  test('never this one, a strange one, or nothing', () => {
    expect(sessionsToEnd(own, 'here')).toEqual({ ok: false, refusal: 'this_one' })
    expect(sessionsToEnd(own, 'c')).toEqual({ ok: false, refusal: 'not_found' })
    expect(sessionsToEnd([session('here', true)])).toEqual({ ok: false, refusal: 'no_others' })
  })
})
