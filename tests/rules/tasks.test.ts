import { describe, expect, test } from 'vitest'
import { endsByHand, escalations, mayDelegate, mayMarkDone, maySnooze, mayTake, stepOf } from '#lib/tasks/rules'
import { taskKinds } from '#lib/tasks/schema'
import { dueText, followUpText, wordsOfTask } from '#lib/tasks/text'

const due = new Date('2026-11-22T10:00:00Z')
const at = (days: number, milliseconds = 0) => new Date(due.getTime() + days * 86_400_000 + milliseconds)
const task = {
  kind: 'ANSWER_RECOMMENDATION',
  dueAt: due,
  remindedAt: null,
  escalatedAt: null,
  snoozedUntil: null,
} as const
const reminded = { ...task, remindedAt: due }

describe('the clock of duties', () => {
  test('nothing happens before the time is up, and a reminder comes at it', () => {
    expect(stepOf(task, at(0, -1))).toBeNull()
    expect(stepOf(task, at(0))).toBe('REMIND')
  })
  test('a reminder comes once', () => {
    expect(stepOf(reminded, at(1))).toBeNull()
  })
  test('three days later an unanswered recommendation is lifted, and not a moment before', () => {
    expect(stepOf(reminded, at(3, -1))).toBeNull()
    expect(stepOf(reminded, at(3))).toBe('ESCALATE')
    expect(stepOf({ ...reminded, escalatedAt: at(3) }, at(30))).toBeNull()
  })
  test('what nobody was reminded of is reminded first, however late it is', () => {
    expect(stepOf(task, at(30))).toBe('REMIND')
  })
  test('putting off puts off the reminder, but nothing stays undone in silence', () => {
    const snoozed = { ...task, snoozedUntil: at(20) }
    expect(stepOf(snoozed, at(1))).toBeNull()
    expect(stepOf(snoozed, at(3, -1))).toBeNull()
    expect(stepOf(snoozed, at(3))).toBe('REMIND')
    expect(stepOf({ ...snoozed, remindedAt: at(3) }, at(3, 1))).toBe('ESCALATE')
  })
  test('what is followed up is reminded of and not lifted again', () => {
    expect(stepOf({ ...task, kind: 'FOLLOW_UP' }, at(0))).toBe('REMIND')
    expect(stepOf({ ...reminded, kind: 'FOLLOW_UP' }, at(100))).toBeNull()
  })
  test.each(taskKinds)('%s has words of its own, and says when it is lifted', (kind) => {
    expect(wordsOfTask(kind)).not.toBe('Oppgave')
    expect(escalations[kind]?.afterDays ?? 1).toBeGreaterThan(0)
  })
  test('the flow coordinator reads what, whose and since when, and no word of the patient', () => {
    expect(followUpText({ kind: 'SIGN_MINUTES', holder: 'Knut Eide', dueAt: due })).toBe(
      'Signer møtereferatet. Hos Knut Eide, frist 22.11.2026.',
    )
  })
})

describe('what may be done with a task', () => {
  const open = { kind: 'SIGN_MINUTES', status: 'OPEN', mine: false, held: false } as const
  test('whoever sees it takes it, unless it is theirs or done', () => {
    expect(mayTake(open)).toMatchObject({ ok: true })
    expect(mayTake({ ...open, held: true })).toMatchObject({ ok: true })
    expect(mayTake({ ...open, mine: true, held: true })).toMatchObject({ refusal: 'already_yours' })
    expect(mayTake({ ...open, status: 'DONE' })).toMatchObject({ refusal: 'ended' })
  })
  test('it is handed to somebody else who works there', () => {
    expect(mayDelegate({ ...open, works: true }, 'b', 'a')).toEqual({ ok: true, value: 'b' })
    expect(mayDelegate({ ...open, works: true }, 'a', 'a')).toMatchObject({ refusal: 'yourself' })
    expect(mayDelegate({ ...open, works: false }, 'b', 'a')).toMatchObject({ refusal: 'not_there' })
  })
  test('it is put off from tomorrow to thirty days, by whoever has it', () => {
    const mine = { ...open, mine: true, held: true }
    expect(maySnooze(open, '2026-11-23', '2026-11-22')).toMatchObject({ refusal: 'take_first' })
    expect(maySnooze(mine, '2026-11-22', '2026-11-22')).toMatchObject({ refusal: 'past_day' })
    expect(maySnooze(mine, '2026-11-23', '2026-11-22')).toMatchObject({ ok: true })
    expect(maySnooze(mine, '2026-12-22', '2026-11-22')).toMatchObject({ ok: true })
    expect(maySnooze(mine, '2026-12-23', '2026-11-22')).toMatchObject({ refusal: 'too_far' })
  })
  test('only what nothing else ends is marked done, and not what somebody else has', () => {
    expect(endsByHand('PREPARE_MEETING')).toBe(true)
    expect(mayMarkDone(open)).toMatchObject({ refusal: 'not_by_hand' })
    expect(mayMarkDone({ ...open, kind: 'PREPARE_MEETING' })).toMatchObject({ ok: true })
    expect(mayMarkDone({ ...open, kind: 'PREPARE_MEETING', held: true })).toMatchObject({ refusal: 'held_by_other' })
  })
})

test('a time that is up is late from its very minute; later today says today', () => {
  expect(dueText(due.toISOString(), at(0))).toEqual({ tone: 'danger', words: 'Forsinket 1\u00a0min' })
  expect(dueText(due.toISOString(), at(0, -1))).toEqual({ tone: 'warning', words: 'I dag kl.\u00a011.00' })
  expect(dueText(due.toISOString(), at(-1))).toEqual({ tone: null, words: '22.11.2026 kl.\u00a011.00' })
  expect(dueText(null, due)).toBeNull()
})
