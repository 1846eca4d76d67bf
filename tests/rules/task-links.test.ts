import { describe, expect, test } from 'vitest'
import { noticeAddress, ownAddress } from '#lib/notices/rules'
import { type NoticeKind, noticeKinds } from '#lib/notices/schema'
import { ownNoticeText } from '#lib/notices/text'
import { type Act, type Actor, entrances, may } from '#lib/permissions'
import { taskAddress } from '#lib/tasks/rules'
import { type TaskKind, taskKinds } from '#lib/tasks/schema'
import type { Role, UnitKind } from '#prisma/generated/enums'

const about = { patientId: '018f0000-0000-7000-8000-00000000000a', objectId: '018f0000-0000-7000-8000-00000000000b' }

const units: Partial<Record<Role, UnitKind>> = { NURSE: 'WARD', HEAD_NURSE: 'WARD', PARTICIPANT: 'HOME_CARE_ZONE' }
const actor = (role: Role) => ({ role, unit: units[role] ? { kind: units[role] } : null }) as Actor

/** What the page behind an address asks for. */
const actOf = (address: string) => entrances[address.replaceAll(/[0-9a-f-]{36}/g, '[id]')] as Act

const team: Role[] = ['HEAD_NURSE', 'CASEWORKER', 'PARTICIPANT', 'GP', 'FLOW_COORDINATOR', 'COLLABORATION_PHYSICIAN']
/** Everybody who is given work of a kind, as the commands give it. */
const receivers: Record<TaskKind, readonly Role[]> = {
  ANSWER_RECOMMENDATION: team,
  ANSWER_MEETING: [...team, 'NURSE'],
  CHOOSE_MEETING_TIME: team,
  PREPARE_MEETING: [...team, 'NURSE'],
  WRITE_STATEMENT: [...team, 'NURSE'],
  HOLD_MEETING: team,
  SIGN_MINUTES: team,
  ACCEPT_MEASURE: [...team, 'NURSE'],
  DO_MEASURE: [...team, 'NURSE'],
  KEEP_PROMISE: [...team, 'NURSE'],
  COMPLETE_AGREEMENT: ['HEAD_NURSE'],
  SIGN_AGREEMENT: ['HEAD_NURSE', 'CASEWORKER'],
  ISSUE_CARD: ['HEAD_NURSE'],
  REVIEW_STATUS: team,
  CONSIDER_CANDIDATE: team,
  APPROVE_CRITERIA: ['ORG_ADMIN'],
  FOLLOW_UP: ['FLOW_COORDINATOR'],
}
const outsiders = ['LOG_CONTROLLER', 'PATIENT', 'NEXT_OF_KIN', 'SERVICE'] as const

describe('a task leads to where its work is done', () => {
  test.each(taskKinds.flatMap((kind) => receivers[kind].map((role) => [kind, role] as const)))(
    '%s, to a page that %s opens',
    (kind, role) => {
      const address = taskAddress(kind, about)
      expect([address, actOf(address) !== undefined]).toEqual([address, true])
      expect([address, may(actor(role), actOf(address))]).toEqual([address, true])
    },
  )

  test.each(taskKinds)('%s, to a page of its own that nobody else opens', (kind) => {
    const address = taskAddress(kind, about)
    expect(address).not.toBe(`/patients/${about.patientId}`)
    for (const role of outsiders) expect([role, may(actor(role), actOf(address))]).toEqual([role, false])
  })
})

/** Kinds that only reach people of a ward, a municipality or a practice. */
const careOnly: readonly NoticeKind[] = ['CARD_ISSUED', 'CARD_REVOKED']

describe('a notice leads to what it tells of', () => {
  test.each(noticeKinds)('%s, to a page that those who are told open', (kind) => {
    const address = noticeAddress(kind, about)
    expect([address, actOf(address) !== undefined]).toEqual([address, true])
    const told = team.filter((role) => !careOnly.includes(kind) || !/FLOW|PHYSICIAN/.test(role))
    // Flow coordinators sign no agreement and are told of none.
    for (const role of told.filter((one) => one !== 'FLOW_COORDINATOR' || !kind.startsWith('AGREEMENT')))
      expect([role, address, may(actor(role), actOf(address))]).toEqual([role, address, true])
  })

  test.each(Object.keys(ownNoticeText).filter((kind) => kind !== 'TASK_DUE'))(
    '%s, to a page that the patient opens at home',
    (kind) => {
      const address = ownAddress(kind) ?? ''
      expect([address, may(actor('PATIENT'), actOf(address))]).toEqual([address, true])
      expect([address, may(actor('NURSE'), actOf(address))]).toEqual([address, false])
    },
  )
})
