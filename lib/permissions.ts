// oxlint-disable max-lines -- a table
import type { Purpose, Role, UnitKind } from '#prisma/generated/enums'

type Rule = {
  readonly roles: readonly Role[]
  /** Where the role must be held. */
  readonly at?: UnitKind
  /** Roles that are held for the organisation as a whole. */
  readonly anywhere?: readonly Role[]
  /** The errand that is logged, codes of the national trust framework and our own. */
  readonly purpose: Purpose
}

const hospital = ['NURSE', 'HEAD_NURSE', 'FLOW_COORDINATOR', 'COLLABORATION_PHYSICIAN'] as const
const control = ['LOG_CONTROLLER', 'ORG_ADMIN'] as const
const atWork = [...hospital, 'CASEWORKER', 'PARTICIPANT', 'GP', ...control] as const
const everybody = [...atWork, 'PATIENT', 'NEXT_OF_KIN'] as const
const nurses = ['NURSE', 'HEAD_NURSE'] as const
/** Health personnel who treat. Caseworkers, participants, coordinators and administrators ask one of them. */
const emergency = { roles: [...nurses, 'GP', 'COLLABORATION_PHYSICIAN'], purpose: 'BTG' } as const
const physicians = ['GP', 'COLLABORATION_PHYSICIAN'] as const
const desk = { roles: nurses, at: 'RECEPTION', purpose: 'ETREAT' } as const
const ward = { roles: nurses, at: 'WARD', purpose: 'TREAT' } as const
/** Whoever has to do with patients beyond one stay. */
const care = { ...ward, anywhere: ['CASEWORKER', 'PARTICIPANT', 'GP'] } as const

const administration = { roles: ['ORG_ADMIN'], purpose: 'ADMIN' } as const
/** Who may call meetings where the organisation says so; which roles it says is data. */
const initiators = {
  roles: ['HEAD_NURSE', 'FLOW_COORDINATOR', 'COLLABORATION_PHYSICIAN', 'CASEWORKER', 'PARTICIPANT', 'GP'],
  purpose: 'QUALITY',
} as const
/** Whoever may have to do with a meeting about a patient. */
const team = { ...ward, anywhere: [...care.anywhere, 'FLOW_COORDINATOR', 'COLLABORATION_PHYSICIAN'] } as const
const initiating = { ...team, roles: ['HEAD_NURSE'] } as const
/** Whoever writes and signs what is agreed with a patient; which of them, for whom, is a rule. */
const agreeing = {
  roles: ['HEAD_NURSE'],
  at: 'WARD',
  anywhere: ['CASEWORKER', 'COLLABORATION_PHYSICIAN'],
  purpose: 'TREAT',
} as const

/** The patient, or whoever stands for the patient. */
const home = { roles: ['PATIENT', 'NEXT_OF_KIN'], purpose: 'OWN' } as const

/** Who may do what. One row per act; read it top to bottom to answer an auditor. */
const acts = {
  'session.end': { roles: everybody, purpose: 'ADMIN' },
  'session.choose': { roles: everybody, purpose: 'ADMIN' },
  'session.list': { roles: everybody, purpose: 'ADMIN' },
  'session.revoke': { roles: everybody, purpose: 'ADMIN' },
  'inbox.list': { roles: atWork, purpose: 'TREAT' },
  'inbox.take': { roles: atWork, purpose: 'TREAT' },
  'inbox.delegate': { roles: atWork, purpose: 'TREAT' },
  'inbox.snooze': { roles: atWork, purpose: 'TREAT' },
  'inbox.done': { roles: atWork, purpose: 'TREAT' },
  'notice.read': { roles: atWork, purpose: 'TREAT' },
  'inbox.own': { roles: ['PATIENT', 'NEXT_OF_KIN'], purpose: 'OWN' },
  'notice.own': { roles: ['PATIENT', 'NEXT_OF_KIN'], purpose: 'OWN' },
  'task.remind': { roles: ['SERVICE'], purpose: 'SERVICE' },
  'patient.check': desk,
  'patient.list': care,
  'patient.find': care,
  'patient.read': care,
  'patient.stays': care,
  'meeting.hold': team,
  'meeting.note': team,
  'meeting.attend': team,
  'meeting.measure': team,
  'meeting.decide': team,
  'minutes.read': team,
  'minutes.write': team,
  'minutes.comment': team,
  'minutes.sign': team,
  'promise.list': team,
  'promise.answer': team,
  'promise.end': team,
  'promise.own': home,
  'promise.own_answer': home,
  'promise.own_end': home,
  'case.read': team,
  'case.end': team,
  'case.own_end': home,
  'case.review': team,
  'patient.own': { roles: ['PATIENT', 'NEXT_OF_KIN'], purpose: 'OWN' },
  'arrival.register': desk,
  'arrival.read': desk,
  'arrival.cancel': desk,
  'arrival.leave': desk,
  'arrival.correct': desk,
  'stay.read': care,
  'stay.correct': ward,
  'stay.undo': ward,
  'stay.leave': ward,
  'stay.move': ward,
  'stay.death': ward,
  'stay.cancel': ward,
  'stay.join': ward,
  'triage.record': desk,
  'triage.clear': desk,
  'fast_track.start': desk,
  'fast_track.redirect': { ...desk, anywhere: ['FLOW_COORDINATOR'] },
  'fast_track.withdraw': desk,
  'fast_track.answer': ward,
  'fast_track.receive': ward,
  'board.reception': desk,
  'board.ward': ward,
  'board.flow': { roles: ['FLOW_COORDINATOR'], purpose: 'ETREAT' },
  'card.read': care,
  'card.issue': { roles: ['HEAD_NURSE'], at: 'WARD', purpose: 'TREAT' },
  'card.print': { roles: ['HEAD_NURSE'], at: 'WARD', purpose: 'TREAT' },
  'card.own': { roles: ['PATIENT', 'NEXT_OF_KIN'], purpose: 'OWN' },
  'card.revoke': { roles: ['HEAD_NURSE'], at: 'WARD', purpose: 'TREAT' },
  'agreement.read': { ...care, anywhere: [...care.anywhere, 'COLLABORATION_PHYSICIAN'] },
  'agreement.write': agreeing,
  'agreement.sign': agreeing,
  'agreement.witness': agreeing,
  'agreement.own': { roles: ['PATIENT', 'NEXT_OF_KIN'], purpose: 'OWN' },
  'agreement.answer': { roles: ['PATIENT', 'NEXT_OF_KIN'], purpose: 'OWN' },
  'emergency.find': emergency,
  'emergency.read': emergency,
  'emergency.open': emergency,
  'emergency.open_block': { roles: physicians, purpose: 'BTG' },
  'emergency.end': emergency,
  'access.read': { roles: ['LOG_CONTROLLER'], purpose: 'CONTROL' },
  'access.own': { roles: ['PATIENT', 'NEXT_OF_KIN'], purpose: 'OWN' },
  'control.flags': { roles: ['LOG_CONTROLLER'], purpose: 'CONTROL' },
  'control.flag': { roles: ['LOG_CONTROLLER'], purpose: 'CONTROL' },
  'control.decide': { roles: ['LOG_CONTROLLER'], purpose: 'CONTROL' },
  'control.arrivals': { roles: ['LOG_CONTROLLER'], purpose: 'CONTROL' },
  'staff.list': administration,
  'staff.open': administration,
  'staff.give': administration,
  'staff.new': administration,
  'staff.add': administration,
  'staff.end': administration,
  'staff.shut_out': administration,
  'settings.open': administration,
  'settings.initiator': administration,
  'settings.target': administration,
  'settings.candidates': administration,
  'settings.phones': administration,
  'criteria.list': administration,
  'criteria.open': administration,
  'criteria.begin': administration,
  'criteria.write': administration,
  'criteria.propose': administration,
  'criteria.withdraw': administration,
  'criteria.approve': administration,
  'criteria.party': administration,
  'template.list': administration,
  'template.open': administration,
  'template.begin': administration,
  'template.write': administration,
  'template.propose': administration,
  'template.withdraw': administration,
  'template.approve': administration,
  'criteria.read': { roles: [...hospital, 'CASEWORKER', 'PARTICIPANT', 'GP', ...control], purpose: 'ADMIN' },
  'candidate.list': initiators,
  'candidate.dismiss': initiators,
  'reservation.set': care,
  'recommendation.make': team,
  'recommendation.decline': team,
  'arrival.recommend': desk,
  'meeting.prepare': team,
  'meeting.list': team,
  'meeting.read': team,
  // Which of these roles may, where, is a row in a table.
  'meeting.call': initiating,
  'meeting.confirm': initiating,
  'meeting.move': initiating,
  'meeting.cancel': initiating,
  'meeting.invite': initiating,
  'meeting.remove': initiating,
  'meeting.answer': team,
  'meeting.record_answer': initiating,
  'meeting.state': team,
  'meeting.brief': team,
  'meeting.own': { roles: ['PATIENT', 'NEXT_OF_KIN'], purpose: 'OWN' },
  'meeting.own_answer': { roles: ['PATIENT', 'NEXT_OF_KIN'], purpose: 'OWN' },
  'meeting.own_view': { roles: ['PATIENT', 'NEXT_OF_KIN'], purpose: 'OWN' },
  'quality.fast_track': { roles: ['COLLABORATION_PHYSICIAN'], purpose: 'QUALITY' },
  'stay.import': { roles: ['SERVICE'], purpose: 'SERVICE' },
} as const satisfies Record<string, Rule>

export type Act = keyof typeof acts

declare const proven: unique symbol

/** Who acts, for which organisation, as the database answered in this very transaction or request. */
export type Actor = {
  readonly sessionId: string
  readonly personId: string | null
  readonly name: string
  readonly role: Role
  readonly organisation: { readonly id: string; readonly name: string; readonly kind: string } | null
  readonly unit: { readonly id: string; readonly name: string; readonly kind: UnitKind } | null
  readonly idleUntil: string
  /** Whether the person works in several places or as several things, and has said as what here; told to menus only. */
  readonly mayChoose?: boolean
  readonly chosen?: boolean
  readonly membershipId?: string | null
  /** Whether there is a list of candidates for this role here, on which somebody can stand. */
  readonly hasCandidates?: boolean
  /** What is open by break-glass in this session. */
  readonly emergencies?: readonly { readonly patientId: string; readonly until: string; readonly minutesLeft: number }[]
  /** Until the session ends by itself, by the database's clock. */
  readonly secondsLeft?: { readonly idle: number; readonly absolute: number }
  readonly [proven]: true
}

export function may(actor: Actor, act: Act): boolean {
  const rule: Rule = acts[act]
  if (rule.anywhere?.includes(actor.role)) return true
  return rule.roles.includes(actor.role) && (!rule.at || actor.unit?.kind === rule.at)
}

export const purposeOf = (act: Act): Purpose => acts[act].purpose

/**
 * Every way into the app and what it asks for. A test holds this against the build: whatever can be reached stands here.
 * `everybody` needs no session; `signed_in` shows nothing about a patient.
 */
export const entrances: Record<string, Act | 'everybody' | 'signed_in'> = {
  '/': 'everybody',
  '/icon.svg': 'everybody',
  '/_not-found': 'everybody',
  '/_global-error': 'everybody',
  '/api/health': 'everybody',
  '/api/ready': 'everybody',
  '/api/auth/[...nextauth]': 'everybody',
  '/api/auth/login/[provider]': 'everybody',
  '/api/auth/login/[provider]/callback': 'everybody',
  '/start': 'signed_in',
  '/choose': 'session.choose',
  '/sessions': 'session.list',
  '/my/sessions': 'session.list',
  '/my': 'patient.own',
  '/my/access': 'access.own',
  '/my/card': 'card.own',
  '/k': 'everybody',
  '/verify': 'everybody',
  '/api/agreements/check': 'everybody',
  '/api/cards/check': 'everybody',
  '/api/cards/key': 'everybody',
  '/api/cards/revoked': 'everybody',
  '/api/cards/[card]/pdf': 'card.print',
  '/patients/[id]/card': 'card.read',
  'lib/cards/actions.ts#issueCardAction': 'card.issue',
  'lib/cards/actions.ts#revokeCardAction': 'card.revoke',
  '/inbox': 'inbox.list',
  '/api/inbox': 'signed_in',
  '/api/boards/inbox': 'inbox.list',
  'lib/tasks/actions.ts#takeTaskAction': 'inbox.take',
  'lib/tasks/actions.ts#delegateTaskAction': 'inbox.delegate',
  'lib/tasks/actions.ts#snoozeTaskAction': 'inbox.snooze',
  'lib/tasks/actions.ts#markTaskDoneAction': 'inbox.done',
  'lib/notices/actions.ts#readNoticesAction': 'notice.read',
  'lib/notices/actions.ts#readOwnNoticesAction': 'notice.own',
  '/control': 'control.flags',
  '/control/[flag]': 'control.flag',
  '/control/arrivals': 'control.arrivals',
  'lib/log-flags/actions.ts#decideFlagAction': 'control.decide',
  '/patients/[id]/access': 'access.read',
  '/admin': 'staff.list',
  '/admin/people/[person]': 'staff.open',
  '/admin/people/new': 'staff.new',
  '/admin/settings': 'settings.open',
  '/admin/criteria': 'criteria.list',
  '/admin/criteria/[version]': 'criteria.open',
  '/admin/agreement-templates': 'template.list',
  '/admin/agreement-templates/[version]': 'template.open',
  '/criteria': 'criteria.read',
  '/candidates': 'candidate.list',
  'lib/memberships/actions.ts#giveMembershipAction': 'staff.give',
  'lib/memberships/actions.ts#giveByHprAction': 'staff.give',
  'lib/memberships/actions.ts#addPersonAction': 'staff.add',
  'lib/memberships/actions.ts#endMembershipAction': 'staff.end',
  'lib/memberships/actions.ts#shutOutAction': 'staff.shut_out',
  'lib/organisation-settings/actions.ts#setInitiatorAction': 'settings.initiator',
  'lib/organisation-settings/actions.ts#setTargetAction': 'settings.target',
  'lib/organisation-settings/actions.ts#setCandidateListAction': 'settings.candidates',
  'lib/organisation-settings/actions.ts#setPhonesAction': 'settings.phones',
  'lib/criteria/actions.ts#beginCriteriaAction': 'criteria.begin',
  'lib/criteria/actions.ts#writeCriteriaAction': 'criteria.write',
  'lib/criteria/actions.ts#proposeCriteriaAction': 'criteria.propose',
  'lib/criteria/actions.ts#withdrawCriteriaAction': 'criteria.withdraw',
  'lib/criteria/actions.ts#approveCriteriaAction': 'criteria.approve',
  'lib/criteria/actions.ts#addCriteriaPartyAction': 'criteria.party',
  'lib/criteria/actions.ts#endCriteriaPartyAction': 'criteria.party',
  'lib/agreement-templates/actions.ts#beginTemplateAction': 'template.begin',
  'lib/agreement-templates/actions.ts#writeTemplateAction': 'template.write',
  'lib/agreement-templates/actions.ts#proposeTemplateAction': 'template.propose',
  'lib/agreement-templates/actions.ts#withdrawTemplateAction': 'template.withdraw',
  'lib/agreement-templates/actions.ts#approveTemplateAction': 'template.approve',
  'lib/candidates/actions.ts#dismissCandidateAction': 'candidate.dismiss',
  'lib/list-reservations/actions.ts#setReservationAction': 'reservation.set',
  '/quality': 'quality.fast_track',
  '/reception': 'board.reception',
  '/reception/[stay]': 'arrival.read',
  '/board': 'board.ward',
  '/flow': 'board.flow',
  '/api/events': 'signed_in',
  '/api/patients/check': 'patient.check',
  '/api/session': 'signed_in',
  '/api/boards/reception': 'board.reception',
  '/api/boards/ward': 'board.ward',
  '/api/boards/flow': 'board.flow',
  'lib/arrivals/actions.ts#registerArrivalAction': 'arrival.register',
  'lib/arrivals/actions.ts#cancelArrivalAction': 'arrival.cancel',
  'lib/arrivals/actions.ts#leaveReceptionAction': 'arrival.leave',
  'lib/triage/actions.ts#recordNews2Action': 'triage.record',
  'lib/triage/actions.ts#recordColourAction': 'triage.record',
  'lib/triage/actions.ts#clearSafetyAction': 'triage.clear',
  'lib/fast-tracks/actions.ts#startFastTrackAction': 'fast_track.start',
  'lib/fast-tracks/actions.ts#answerAction': 'fast_track.answer',
  'lib/fast-tracks/actions.ts#receiveAction': 'fast_track.receive',
  'lib/fast-tracks/actions.ts#receiveClearedAction': 'fast_track.receive',
  'lib/fast-tracks/actions.ts#withdrawAction': 'fast_track.withdraw',
  'lib/fast-tracks/actions.ts#redirectAction': 'fast_track.redirect',
  '/patients': 'patient.list',
  '/patients/[id]': 'patient.read',
  '/patients/[id]/stays': 'patient.stays',
  '/patients/[id]/meetings': 'meeting.list',
  '/patients/[id]/meetings/new': 'meeting.prepare',
  '/meetings/[id]': 'meeting.read',
  '/meetings/[id]/brief': 'meeting.brief',
  '/my/meetings': 'meeting.own',
  'lib/meetings/actions.ts#callMeetingAction': 'meeting.call',
  'lib/meeting-changes/actions.ts#confirmMeetingAction': 'meeting.confirm',
  'lib/meeting-changes/actions.ts#moveMeetingAction': 'meeting.move',
  'lib/meeting-changes/actions.ts#cancelMeetingAction': 'meeting.cancel',
  'lib/meeting-changes/actions.ts#inviteAction': 'meeting.invite',
  'lib/meeting-changes/actions.ts#removeParticipantAction': 'meeting.remove',
  'lib/meeting-answers/actions.ts#answerMeetingAction': 'meeting.answer',
  'lib/meeting-answers/actions.ts#recordAnswerAction': 'meeting.record_answer',
  'lib/meeting-answers/actions.ts#writeStatementAction': 'meeting.state',
  'lib/meeting-answers/actions.ts#answerOwnMeetingAction': 'meeting.own_answer',
  'lib/meeting-answers/actions.ts#writeViewAction': 'meeting.own_view',
  'lib/recommendations/actions.ts#recommendAction': 'recommendation.make',
  'lib/recommendations/actions.ts#declineAction': 'recommendation.decline',
  'lib/recommendations/actions.ts#recommendFromReceptionAction': 'arrival.recommend',
  '/patients/[id]/agreement': 'agreement.read',
  '/api/agreements/[version]/pdf': 'agreement.read',
  '/api/agreements/[version]/scans/[party]': 'agreement.read',
  '/api/agreements/[version]/own-scans/[party]': 'agreement.own',
  '/api/patients/[id]/signed-paper': 'agreement.witness',
  '/my/agreement': 'agreement.own',
  '/api/agreements/[version]/own-pdf': 'agreement.own',
  'lib/agreements/actions.ts#beginVersionAction': 'agreement.write',
  'lib/agreements/actions.ts#writeDraftAction': 'agreement.write',
  'lib/agreements/actions.ts#freezeDraftAction': 'agreement.write',
  'lib/agreements/actions.ts#signAgreementAction': 'agreement.sign',
  'lib/agreements/actions.ts#revokeAgreementAction': 'agreement.write',
  'lib/agreements/actions.ts#signOwnAgreementAction': 'agreement.answer',
  'lib/agreements/actions.ts#declineOwnAgreementAction': 'agreement.answer',
  'lib/agreements/actions.ts#revokeOwnAgreementAction': 'agreement.answer',
  '/patients/[id]/promises': 'promise.list',
  '/patients/[id]/status': 'case.read',
  '/my/promises': 'promise.own',
  '/meetings/[id]/hold': 'meeting.hold',
  '/meetings/[id]/minutes': 'minutes.read',
  '/api/meetings/[id]/minutes': 'minutes.read',
  'lib/held-meetings/actions.ts#saveNoteAction': 'meeting.note',
  'lib/held-meetings/actions.ts#recordAttendanceAction': 'meeting.attend',
  'lib/held-meetings/actions.ts#recordNoGpAction': 'meeting.attend',
  'lib/held-meetings/actions.ts#recordViewAction': 'meeting.attend',
  'lib/measures/actions.ts#addMeasureAction': 'meeting.measure',
  'lib/measures/actions.ts#changeMeasureAction': 'meeting.measure',
  'lib/measures/actions.ts#answerMeasureAction': 'promise.answer',
  'lib/measures/actions.ts#endPromiseAction': 'promise.end',
  'lib/measures/actions.ts#answerOwnMeasureAction': 'promise.own_answer',
  'lib/measures/actions.ts#endOwnPromiseAction': 'promise.own_end',
  'lib/decisions/actions.ts#decideStatusAction': 'meeting.decide',
  'lib/minutes/actions.ts#writeMinutesAction': 'minutes.write',
  'lib/minutes/actions.ts#commentMinutesAction': 'minutes.comment',
  'lib/minutes/actions.ts#signMinutesAction': 'minutes.sign',
  'lib/case-histories/actions.ts#endStatusAction': 'case.end',
  'lib/case-histories/actions.ts#endOwnStatusAction': 'case.own_end',
  'lib/case-histories/actions.ts#beginReviewAction': 'case.review',
  '/emergency': 'emergency.find',
  '/patients/[id]/emergency': 'emergency.read',
  'lib/emergency-access/actions.ts#findForEmergencyAction': 'emergency.find',
  'lib/emergency-access/actions.ts#openEmergencyAction': 'emergency.open',
  'lib/emergency-access/actions.ts#openBlockAction': 'emergency.open_block',
  'lib/emergency-access/actions.ts#endEmergencyAction': 'emergency.end',
  '/patients/[id]/stays/[stay]': 'stay.read',
  'lib/stay-events/actions.ts#startLeaveAction': 'stay.leave',
  'lib/stay-events/actions.ts#endLeaveAction': 'stay.leave',
  'lib/stay-events/actions.ts#movePatientAction': 'stay.move',
  'lib/stay-events/actions.ts#recordDeathAction': 'stay.death',
  'lib/stay-events/actions.ts#cancelStayAction': 'stay.cancel',
  'lib/stay-events/actions.ts#joinStaysAction': 'stay.join',
  'lib/stay-corrections/actions.ts#correctTimeAction': 'stay.correct',
  'lib/stay-corrections/actions.ts#correctWardAction': 'stay.correct',
  'lib/stay-corrections/actions.ts#voidEventAction': 'stay.correct',
  'lib/stay-corrections/actions.ts#undoAction': 'stay.undo',
  'lib/stay-corrections/actions.ts#correctArrivalAction': 'arrival.correct',
  'lib/patients/actions.ts#checkPatientAction': 'patient.check',
  'lib/patient-lists/actions.ts#findPatientAction': 'patient.find',
  'lib/sessions/actions.ts#signOutAction': 'session.end',
  'lib/sessions/actions.ts#chooseMembershipAction': 'session.choose',
  'lib/sessions/actions.ts#changeUserAction': 'session.end',
  'lib/sessions/actions.ts#endOneAction': 'session.revoke',
  'lib/sessions/actions.ts#endOthersAction': 'session.revoke',
}
