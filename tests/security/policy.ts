// oxlint-disable max-lines -- a table
import type { Act } from '#lib/permissions'
import type { Role } from '#prisma/generated/enums'

/**
 * The policy, written by hand from the founders' papers and decisions and read by people: who may do what with whom, and
 * sees what. It is never derived from the code that it is held against. Whatever does not stand here is a no.
 */

type Actor = { role: Role; about: string }

/** The words of a cell. */
export const words = <Word extends string>(text: string) => text.split(' ').filter(Boolean) as Word[]

/** Who asks. The near hospital and municipality are "ours", the far ones have nothing to do with them. */
export const actors = {
  desk: { role: 'NURSE', about: 'nurse in our emergency reception' },
  deskHead: { role: 'HEAD_NURSE', about: 'head nurse in our emergency reception' },
  secondDesk: { role: 'NURSE', about: 'nurse in the second reception of our hospital' },
  ward: { role: 'NURSE', about: 'nurse on our ward' },
  wardHead: { role: 'HEAD_NURSE', about: 'head nurse of our ward' },
  secondWard: { role: 'NURSE', about: 'nurse on the second ward of our hospital' },
  contact: { role: 'PARTICIPANT', about: 'contact physician on our ward' },
  flow: { role: 'FLOW_COORDINATOR', about: 'flow coordinator of our hospital' },
  physician: { role: 'COLLABORATION_PHYSICIAN', about: 'collaboration physician of our hospital' },
  caseworker: { role: 'CASEWORKER', about: 'caseworker of our municipality' },
  zone: { role: 'PARTICIPANT', about: 'zone leader of our home care' },
  invited: { role: 'PARTICIPANT', about: 'participant of the second zone, invited by name' },
  colleague: { role: 'PARTICIPANT', about: 'somebody else of the second zone' },
  gp: { role: 'GP', about: 'GP of our practice' },
  controller: { role: 'LOG_CONTROLLER', about: 'log controller of our hospital' },
  admin: { role: 'ORG_ADMIN', about: 'administrator of our hospital' },
  patient: { role: 'PATIENT', about: 'a patient who signs in' },
  kin: { role: 'NEXT_OF_KIN', about: 'somebody who stands for a patient' },
  wardAtHome: { role: 'PATIENT', about: 'the nurse on our ward, signed in at home as the patient she is' },
  service: { role: 'SERVICE', about: 'the importer of our hospital' },
  farDesk: { role: 'NURSE', about: 'nurse in the reception of another hospital' },
  farWard: { role: 'HEAD_NURSE', about: 'head nurse of a ward of another hospital' },
  farFlow: { role: 'FLOW_COORDINATOR', about: 'flow coordinator of another hospital' },
  farPhysician: { role: 'COLLABORATION_PHYSICIAN', about: 'collaboration physician of another hospital' },
  farCaseworker: { role: 'CASEWORKER', about: 'caseworker of another municipality' },
  farZone: { role: 'PARTICIPANT', about: 'zone leader of another municipality' },
  farGp: { role: 'GP', about: 'GP of another practice' },
  farController: { role: 'LOG_CONTROLLER', about: 'log controller of another hospital' },
  farAdmin: { role: 'ORG_ADMIN', about: 'administrator of another hospital' },
  farPatient: { role: 'PATIENT', about: 'another patient who signs in' },
  farKin: { role: 'NEXT_OF_KIN', about: 'somebody who stands for another patient' },
  farService: { role: 'SERVICE', about: 'the importer of another hospital' },
} as const satisfies Record<string, Actor>
export type ActorKey = keyof typeof actors

/** About whom: one patient each, with a whole record at places that nobody above works at, and this. */
export const situations = {
  none: 'nothing to do with anybody above',
  vip: 'VIP patient of our ward; somebody of our hospital looked',
  protected: 'VIP patient of our ward with protected address; the municipality is ours',
  vipEnded: 'VIP status at our ward that has ended',
  onWard: 'on our ward now, without VIP status',
  left13: 'discharged from our ward 13 days ago',
  left15: 'discharged from our ward 15 days ago',
  died: 'VIP patient of our ward who died there 3 days ago',
  arrived: 'VIP patient of our ward, in our reception for 10 minutes, no triage',
  arrivedPlain: 'in our reception for 10 minutes, no triage, no VIP status',
  arrivedLate: 'VIP patient of our ward, in our reception for 2 h 5 min without triage',
  arrivedYesterday: 'VIP patient of our ward who came 25 hours ago and of whom nobody said more',
  cancelled: 'arrival in our reception that was cancelled; no VIP status; somebody of our hospital looked',
  waiting: 'VIP patient of our ward, in our reception, triage done, our ward is asked',
  treatFirst: 'the same, to be treated first and not cleared',
  asked: 'VIP patient of our ward, in our reception, triage done, the second ward is asked',
  atSecondDesk: 'VIP patient of our ward, in the second reception, no triage',
  received: 'VIP patient of our ward, received there an hour and a half ago',
  onLeave: 'on leave from our ward for two hours, without VIP status',
  moved: 'moved from our ward to the second one a moment ago, by the nurse on our ward',
  movedEarlier: 'moved from our ward to the second one an hour ago',
  again: 'on our ward for an hour; had been discharged from it three hours before that',
  caseOpen: 'open case in our municipality',
  caseEnded: 'case in our municipality that has ended',
  homeCare: 'home care by our zone',
  gpList: "on our GP's list",
  gpFormer: "formerly on our GP's list",
  invitation: 'the participant was invited',
  invitationEnded: 'the invitation has ended',
  self: 'is the patient who signs in; somebody of our hospital looked',
  proxy: 'the next of kin stands for this patient; somebody of our hospital looked',
  proxyEnded: 'the next of kin stood for this patient until yesterday',
  nurseHerself: 'is the nurse on our ward; somebody of the far hospital looked',
  blockedAll: 'VIP on our ward, case, home care, GP, invitation; everything blocked for everybody',
  blockedStatus: 'the same; the VIP status blocked for everybody',
  blockedTrust: 'the same; everything blocked for our hospital',
  blockedNurse: 'the same; everything blocked for the nurse on our ward',
  arrivedBlocked: 'as "asked", with everything blocked for everybody',
  arrivedStatusBlocked: 'as "asked", with the VIP status blocked for everybody',
  glass: 'opened by break-glass: by the nurse in our reception, the nurse on our ward, our physician and our GP',
  glassEnded: 'the same, but after four hours it ended by itself, or was ended by hand',
  glassBlocked: 'as "glass", with everything blocked for everybody',
  glassUnblocked: 'the same; our physician opened what was blocked too',
  far: 'the same at the far places: VIP there, in reception there, triage done, ward asked; looked at there',
} as const
export type Situation = keyof typeof situations

/**
 * What there is to see. `name` who it is · `words` own page, notes, phase · `status` the VIP case at the near or far
 * hospital that the situation tells of · `stay` the arrival that it tells of, with triage · `track` its fast track ·
 * `traces` what else tells a VIP status · `rest` other stays, who has to do with the patient, consents, blocks.
 */
export type Part = 'name' | 'words' | 'status' | 'stay' | 'track' | 'traces' | 'rest'
const whole = 'name words status stay track traces rest'
const butTheStatus = 'name words stay rest'

/** An act, or one way of doing it. */
export type Deed = Act | 'fast_track.receive:cleared' | 'stay.leave:back' | 'stay.correct:void'

export type Row = {
  who: ActorKey
  about: Situation
  may: Set<Deed>
  /** Of the record, by any of the errands that the role has with patients (`errands`). */
  sees: Set<Part>
  /** What a look-up in reception tells. */
  told: Told
  /** Whether break-glass is open now, and what was blocked too. */
  glass: 'shut' | 'open' | 'unblocked'
}
export type Told = 'vip' | 'none' | 'blocked' | 'nothing'

/**
 * What break-glass opens, table by table, to be read: who it is, own words, notes, phase, VIP status with its card (the
 * head of each page says what is missing), stays and who has to do with the patient. Not consents and blocks, and not
 * what goes on in a reception.
 */
export const emergencyTables = words(
  'patient own_page critical_note phase_record vip_case card stay stay_event care_relation representation',
)

/** The errands by which a role sees anything of a record; by every other errand it sees nothing. */
export const errands: Record<ActorKey, readonly string[]> = {
  desk: ['ETREAT'],
  deskHead: ['ETREAT'],
  secondDesk: ['ETREAT'],
  ward: ['TREAT', 'ETREAT', 'QUALITY'],
  wardHead: ['TREAT', 'ETREAT', 'QUALITY'],
  secondWard: ['TREAT', 'ETREAT', 'QUALITY'],
  contact: ['TREAT', 'ETREAT', 'QUALITY'],
  flow: ['ETREAT'],
  physician: [],
  caseworker: ['TREAT', 'COC', 'QUALITY'],
  zone: ['TREAT', 'ETREAT', 'QUALITY'],
  invited: ['TREAT', 'ETREAT', 'QUALITY'],
  colleague: [],
  gp: ['TREAT', 'ETREAT', 'QUALITY'],
  controller: [],
  admin: [],
  patient: ['OWN'],
  kin: ['OWN', 'PROXY'],
  wardAtHome: ['OWN'],
  service: [],
  farDesk: ['ETREAT'],
  farWard: ['TREAT', 'ETREAT', 'QUALITY'],
  farFlow: ['ETREAT'],
  farPhysician: [],
  farCaseworker: ['TREAT', 'COC', 'QUALITY'],
  farZone: ['TREAT', 'ETREAT', 'QUALITY'],
  farGp: ['TREAT', 'ETREAT', 'QUALITY'],
  farController: [],
  farAdmin: [],
  farPatient: ['OWN'],
  farKin: ['OWN', 'PROXY'],
  farService: [],
}

/** What somebody may open or do whomever it is about; a page that shows nobody is allowed too. */
const apart: Record<ActorKey, string> = {
  desk: 'session.end session.list session.revoke session.choose patient.check board.reception emergency.find emergency.read criteria.read',
  deskHead:
    'session.end session.list session.revoke session.choose patient.check board.reception emergency.find emergency.read criteria.read',
  secondDesk:
    'session.end session.list session.revoke session.choose patient.check board.reception emergency.find emergency.read criteria.read',
  ward: 'session.end session.list session.revoke session.choose board.ward patient.list emergency.find emergency.read criteria.read',
  wardHead:
    'session.end session.list session.revoke session.choose board.ward patient.list emergency.find emergency.read criteria.read candidate.list candidate.dismiss',
  secondWard:
    'session.end session.list session.revoke session.choose board.ward patient.list emergency.find emergency.read criteria.read',
  contact: 'session.end session.list session.revoke session.choose patient.list criteria.read',
  flow: 'session.end session.list session.revoke session.choose board.flow criteria.read candidate.list candidate.dismiss',
  physician:
    'session.end session.list session.revoke session.choose quality.fast_track emergency.find emergency.read criteria.read candidate.list candidate.dismiss',
  caseworker:
    'session.end session.list session.revoke session.choose patient.list criteria.read candidate.list candidate.dismiss',
  zone: 'session.end session.list session.revoke session.choose patient.list criteria.read',
  invited: 'session.end session.list session.revoke session.choose patient.list criteria.read',
  colleague: 'session.end session.list session.revoke session.choose patient.list criteria.read',
  gp: 'session.end session.list session.revoke session.choose patient.list emergency.find emergency.read criteria.read candidate.list candidate.dismiss',
  controller: 'session.end session.list session.revoke session.choose control.arrivals control.flags criteria.read',
  admin:
    'session.end session.list session.revoke session.choose staff.list criteria.read staff.open staff.give staff.new staff.add staff.end staff.shut_out settings.open settings.initiator settings.target settings.candidates settings.phones criteria.list criteria.open criteria.begin criteria.write criteria.propose criteria.withdraw criteria.approve criteria.party template.list template.open template.begin template.write template.propose template.withdraw template.approve',
  patient: 'session.end session.list session.revoke patient.own access.own meeting.own card.own agreement.own',
  kin: 'session.end session.list session.revoke patient.own access.own meeting.own card.own agreement.own',
  wardAtHome: 'session.end session.list session.revoke patient.own access.own meeting.own card.own agreement.own',
  service: 'stay.import',
  farDesk:
    'session.end session.list session.revoke session.choose patient.check board.reception emergency.find emergency.read criteria.read',
  farWard:
    'session.end session.list session.revoke session.choose board.ward patient.list emergency.find emergency.read criteria.read candidate.list candidate.dismiss',
  farFlow:
    'session.end session.list session.revoke session.choose board.flow criteria.read candidate.list candidate.dismiss',
  farPhysician:
    'session.end session.list session.revoke session.choose quality.fast_track emergency.find emergency.read criteria.read candidate.list candidate.dismiss',
  farCaseworker:
    'session.end session.list session.revoke session.choose patient.list criteria.read candidate.list candidate.dismiss',
  farZone: 'session.end session.list session.revoke session.choose patient.list criteria.read',
  farGp:
    'session.end session.list session.revoke session.choose patient.list emergency.find emergency.read criteria.read candidate.list candidate.dismiss',
  farController: 'session.end session.list session.revoke session.choose control.arrivals control.flags criteria.read',
  farAdmin:
    'session.end session.list session.revoke session.choose staff.list criteria.read staff.open staff.give staff.new staff.add staff.end staff.shut_out settings.open settings.initiator settings.target settings.candidates settings.phones criteria.list criteria.open criteria.begin criteria.write criteria.propose criteria.withdraw criteria.approve criteria.party template.list template.open template.begin template.write template.propose template.withdraw template.approve',
  farPatient: 'session.end session.list session.revoke patient.own access.own meeting.own card.own agreement.own',
  farKin: 'session.end session.list session.revoke patient.own access.own meeting.own card.own agreement.own',
  farService: 'stay.import',
}

/** The inbox is everybody's who signs in: at work with tasks, at home with what one was told. */
const inboxOf = (role: Role) =>
  role === 'SERVICE'
    ? 'task.remind'
    : role === 'PATIENT' || role === 'NEXT_OF_KIN'
      ? 'inbox.own notice.own promise.own'
      : 'inbox.list inbox.take inbox.delegate inbox.snooze inbox.done notice.read'
export const alone = Object.fromEntries(
  Object.entries(apart).map(([who, deeds]) => [who, `${deeds} ${inboxOf(actors[who as ActorKey].role)}`]),
) as Record<ActorKey, string>

const looks =
  'patient.list patient.find patient.read patient.stays stay.read card.read agreement.read promise.list case.read'
const onBoard = `${looks} board.ward`
const atDesk = 'arrival.read arrival.cancel arrival.leave arrival.correct triage.record board.reception'
/** What a ward writes of whoever lies there. */
const ofStay = 'stay.move stay.death stay.cancel stay.correct'

/** Meetings are for those who have to do with the patient beyond an arrival or a fast track. */
const meets = 'meeting.list meeting.prepare meeting.read meeting.brief'
/** A meeting, its minutes, and the patient's wish: for whoever has to do with the patient, unless the status is blocked. */
const holds = 'meeting.hold minutes.read case.end'
/** What is written of a meeting by whoever leads it. */
const leads = 'meeting.note meeting.attend meeting.measure meeting.decide minutes.write minutes.comment minutes.sign'
const atHome = 'promise.own promise.own_answer promise.own_end case.own_end'

const everybody = Object.keys(situations).join(' ')
const but = (left: string) =>
  words(everybody)
    .filter((about) => !words(left).includes(about))
    .join(' ')

/** who · about whom · may · sees. */
const acting: readonly [who: string, about: string, may: string, sees: string][] = [
  // Reception: an arrival opens that stay and what helps in an emergency, until triage for two hours, and for a day at most.
  ['desk deskHead', 'arrived', `${atDesk} arrival.register fast_track.start`, 'name words status stay track'],
  ['desk deskHead', 'arrivedPlain', `${atDesk} arrival.register arrival.recommend`, 'name words stay track'],
  ['desk deskHead', 'arrivedLate', `${atDesk} arrival.register`, 'name stay track'],
  ['desk deskHead', 'arrivedYesterday', 'arrival.register', ''],
  [
    'desk deskHead',
    'waiting asked',
    `${atDesk} arrival.register fast_track.start fast_track.redirect fast_track.withdraw`,
    'name words status stay track',
  ],
  // Started before, a run goes on; somebody must say that the patient may be moved.
  [
    'desk deskHead',
    'treatFirst',
    `${atDesk} arrival.register triage.clear fast_track.start fast_track.redirect fast_track.withdraw`,
    'name words status stay track',
  ],
  // Of a patient who blocks the status, reception still treats whom it has in front of it, and is told nothing of VIP.
  ['desk deskHead', 'arrivedStatusBlocked', atDesk, 'name words stay'],
  ['secondDesk', 'atSecondDesk', `${atDesk} arrival.register fast_track.start`, 'name words status stay track'],
  ['secondDesk', 'arrivedYesterday', 'arrival.register', ''],
  // Whoever has no open stay in the hospital can arrive; admitted, dead, blocked or in the other reception cannot.
  [
    'desk deskHead secondDesk',
    'none vip protected vipEnded left13 left15 cancelled caseOpen caseEnded homeCare gpList gpFormer invitation',
    'arrival.register',
    '',
  ],
  [
    'desk deskHead secondDesk',
    'invitationEnded self proxy proxyEnded nurseHerself far blockedNurse glass glassEnded',
    'arrival.register',
    '',
  ],

  // The ward: its VIP patients wherever they are, whoever lies there, and fourteen days after.
  ['ward wardHead', 'vip protected arrived arrivedLate arrivedYesterday asked atSecondDesk received', onBoard, whole],
  ['ward wardHead', 'onWard left13 died', looks, whole],
  ['ward wardHead', 'waiting', `${onBoard} fast_track.answer fast_track.receive fast_track.receive:cleared`, whole],
  // Before anybody has said that the patient may be moved, the ward must write down who did.
  ['ward wardHead', 'treatFirst', `${onBoard} fast_track.answer fast_track.receive:cleared`, whole],
  [
    'wardHead',
    'vip protected arrived arrivedLate arrivedYesterday waiting treatFirst asked atSecondDesk received',
    'card.issue card.print card.revoke',
    whole,
  ],
  ['ward wardHead contact', 'blockedStatus arrivedStatusBlocked', looks, butTheStatus],
  ['wardHead', 'blockedNurse', `${onBoard} card.issue card.print card.revoke`, whole],
  [
    'contact',
    'vip protected arrived arrivedLate arrivedYesterday waiting treatFirst asked atSecondDesk received onWard left13 died blockedNurse',
    looks,
    whole,
  ],
  // Where the patient lies, nurses write what happens and put right what was wrong: nobody else does, and what is over is
  // only put right.
  ['ward wardHead contact', 'onLeave again', looks, whole],
  ['ward wardHead', 'received onWard', `stay.leave ${ofStay}`, ''],
  ['ward wardHead', 'onLeave', `stay.leave:back stay.correct:void ${ofStay}`, ''],
  ['ward wardHead', 'again', `stay.leave stay.join ${ofStay}`, ''],
  ['ward wardHead', 'left13 died', 'stay.correct stay.correct:void', ''],
  // A move gives all of it to the other ward. The one before keeps the record for two minutes, and whoever moved undoes it.
  ['ward wardHead contact', 'moved', looks, whole],
  ['ward', 'moved', 'stay.undo', ''],
  ['secondWard', 'moved movedEarlier', `${looks} stay.leave stay.correct:void ${ofStay}`, whole],
  // The ward that is asked instead gets that stay and what helps in an emergency.
  [
    'secondWard',
    'asked',
    `${onBoard} fast_track.answer fast_track.receive fast_track.receive:cleared`,
    'name words status stay track',
  ],

  // Flow: who waits where with VIP status, and no word of the record.
  ['flow', 'arrived arrivedLate atSecondDesk', 'board.flow', 'name status stay track'],
  ['flow', 'waiting treatFirst asked', 'board.flow fast_track.redirect', 'name status stay track'],

  // Municipality, home care, GP, whoever was invited: while the relation lasts.
  ['caseworker', 'caseOpen blockedTrust blockedNurse', looks, whole],
  ['caseworker', 'blockedStatus', looks, butTheStatus],
  ['zone', 'homeCare blockedTrust blockedNurse', looks, whole],
  ['zone', 'blockedStatus', looks, butTheStatus],
  ['invited', 'invitation blockedTrust blockedNurse', looks, whole],
  ['invited', 'blockedStatus', looks, butTheStatus],
  ['gp', 'gpList blockedTrust blockedNurse', looks, whole],
  ['gp', 'blockedStatus', looks, butTheStatus],

  // That the patient does not want to stand on lists is recorded by whoever has to do with the patient beyond one stay.
  [
    'ward wardHead contact',
    'vip protected arrived arrivedLate arrivedYesterday waiting treatFirst asked atSecondDesk received onWard left13 died onLeave again moved',
    'reservation.set',
    '',
  ],
  ['ward wardHead contact', 'blockedStatus arrivedStatusBlocked', 'reservation.set', ''],
  ['wardHead contact', 'blockedNurse', 'reservation.set', ''],
  ['secondWard', 'moved movedEarlier', 'reservation.set', ''],
  ['caseworker', 'caseOpen blockedTrust blockedNurse blockedStatus', 'reservation.set', ''],
  ['zone', 'homeCare blockedTrust blockedNurse blockedStatus', 'reservation.set', ''],
  ['invited', 'invitation blockedTrust blockedNurse blockedStatus', 'reservation.set', ''],
  ['gp', 'gpList blockedTrust blockedNurse blockedStatus', 'reservation.set', ''],
  ['farWard farCaseworker farZone farGp', 'far', 'reservation.set', ''],
  // Meetings: read by whoever has to do with the patient, recommended where there is no VIP status yet, called by whom the
  // organisation lets, a head nurse for her own ward.
  [
    'ward wardHead contact',
    'vip protected arrived arrivedLate arrivedYesterday waiting treatFirst asked atSecondDesk received died',
    meets,
    '',
  ],
  ['ward wardHead contact', 'onWard left13 onLeave again moved', `${meets} recommendation.make`, ''],
  ['wardHead contact', 'blockedNurse', meets, ''],
  ['secondWard', 'moved movedEarlier', `${meets} recommendation.make`, ''],
  ['caseworker', 'caseOpen', `${meets} recommendation.make meeting.call`, ''],
  ['gp', 'gpList', `${meets} recommendation.make meeting.call`, ''],
  ['zone', 'homeCare', `${meets} recommendation.make`, ''],
  ['invited', 'invitation', `${meets} recommendation.make`, ''],
  ['caseworker gp', 'blockedTrust blockedNurse', `${meets} meeting.call`, ''],
  ['zone invited', 'blockedTrust blockedNurse', meets, ''],
  [
    'wardHead',
    'vip protected arrived arrivedLate arrivedYesterday waiting treatFirst asked atSecondDesk received',
    'meeting.call',
    '',
  ],
  ['wardHead', 'onWard left13 onLeave again moved blockedNurse', 'meeting.call', ''],
  ['wardHead', 'onWard', 'recommendation.decline', ''],
  // Whoever called one changes it until it is held, and everybody answers for the own seat alone.
  [
    'wardHead',
    'onWard',
    'meeting.confirm meeting.move meeting.cancel meeting.invite meeting.remove meeting.answer meeting.state meeting.record_answer',
    '',
  ],
  // For the patient the patient answers, or who stands for the patient now.
  ['patient', 'self', 'meeting.own meeting.own_answer meeting.own_view', ''],
  ['kin', 'proxy', 'meeting.own meeting.own_answer meeting.own_view', ''],
  ['wardAtHome', 'nurseHerself', 'meeting.own meeting.own_answer meeting.own_view', ''],
  ['farPatient farKin', 'far', 'meeting.own meeting.own_answer meeting.own_view', ''],
  ['farWard farCaseworker farGp', 'far', `${meets} meeting.call`, ''],
  ['farZone', 'far', meets, ''],

  // Meetings are read by those who have to do with the patient beyond an arrival; written by whoever leads.
  [
    'ward wardHead contact',
    'vip protected arrived arrivedLate arrivedYesterday waiting treatFirst asked atSecondDesk received onWard left13 onLeave again moved',
    holds,
    '',
  ],
  ['ward wardHead contact', 'died', 'meeting.hold minutes.read', ''],
  ['wardHead contact', 'blockedNurse', holds, ''],
  ['secondWard', 'moved movedEarlier', holds, ''],
  ['caseworker', 'caseOpen blockedTrust blockedNurse', `${holds} case.review`, ''],
  ['gp', 'gpList blockedTrust blockedNurse', `${holds} case.review`, ''],
  ['zone', 'homeCare blockedTrust blockedNurse', holds, ''],
  ['invited', 'invitation blockedTrust blockedNurse', holds, ''],
  ['farWard farCaseworker farZone farGp', 'far', holds, ''],
  ['farCaseworker farGp', 'far', 'case.review', ''],
  ['wardHead', 'vip', `${leads} case.review`, ''],
  ['ward wardHead contact', 'vip', 'promise.answer promise.end', ''],

  ['patient', 'self', atHome, ''],
  ['kin', 'proxy', atHome, ''],
  ['wardAtHome', 'nurseHerself', atHome, ''],
  ['farPatient farKin', 'far', atHome, ''],

  // At home: one's own, and whom one stands for now.
  ['patient', 'self', 'patient.own access.own card.own agreement.own', whole],
  ['kin', 'proxy', 'patient.own access.own card.own agreement.own', whole],
  ['wardAtHome', 'nurseHerself', 'patient.own access.own card.own agreement.own', whole],

  // Control: what people of the own organisation did; arrivals that opened a record and came to nothing.
  ['controller', 'vip self proxy', 'access.read', ''],
  // What was flagged of people of the own organisation, and what came of it; every break-glass is.
  ['controller', 'vip glass glassEnded glassBlocked glassUnblocked', 'control.flags control.flag control.decide', ''],
  ['controller', 'cancelled', 'access.read control.arrivals', ''],
  ['controller', 'arrivedLate arrivedYesterday', 'control.arrivals', ''],

  // Break-glass is for nurses and physicians. Its pages tell of nobody until it is opened, which is not needed where the
  // ordinary work opens the record, and never for the own record.
  ['desk deskHead secondDesk ward wardHead secondWard physician gp', everybody, 'emergency.find emergency.read', ''],
  ['farDesk farWard farPhysician farGp', everybody, 'emergency.find emergency.read', ''],
  ['deskHead secondDesk farDesk farPhysician', everybody, 'emergency.open', ''],
  ['desk physician', but('glass glassBlocked glassUnblocked'), 'emergency.open', ''],
  ['secondWard', but('moved movedEarlier'), 'emergency.open', ''],
  [
    'ward',
    but(
      'vip protected onWard left13 died arrived arrivedLate arrivedYesterday waiting treatFirst asked atSecondDesk received onLeave moved again nurseHerself glass glassBlocked glassUnblocked',
    ),
    'emergency.open',
    '',
  ],
  [
    'wardHead',
    but(
      'vip protected onWard left13 died arrived arrivedLate arrivedYesterday waiting treatFirst asked atSecondDesk received onLeave moved again blockedNurse',
    ),
    'emergency.open',
    '',
  ],
  ['gp', but('gpList blockedTrust blockedNurse glass glassBlocked glassUnblocked'), 'emergency.open', ''],
  ['farWard farGp', but('far'), 'emergency.open', ''],
  // Whoever opened it can end it. What is blocked is a step of its own, for a physician.
  ['desk ward physician gp', 'glass glassBlocked glassUnblocked', 'emergency.end', ''],
  ['physician gp', 'glassBlocked', 'emergency.open_block', ''],
  ['gp', 'glassUnblocked', 'emergency.open_block', ''],

  // The far places see their own patient by the same rules, which shows that their sessions are good.
  [
    'farDesk',
    'far',
    `${atDesk} arrival.register fast_track.start fast_track.redirect fast_track.withdraw`,
    'name words status stay track',
  ],
  [
    'farWard',
    'far',
    `${onBoard} card.issue card.print card.revoke fast_track.answer fast_track.receive fast_track.receive:cleared`,
    whole,
  ],
  ['farFlow', 'far', 'board.flow fast_track.redirect', 'name status stay track'],
  ['farCaseworker farZone farGp', 'far', looks, whole],
  ['farController', 'far nurseHerself', 'access.read', ''],
  ['farController', 'far', 'control.flags control.flag control.decide', ''],
  ['farPatient farKin', 'far', 'patient.own access.own card.own agreement.own', whole],
  // Everybody alive and not blocked can come to another hospital too.
  [
    'farDesk',
    'none vip protected vipEnded onWard left13 left15 arrived arrivedPlain arrivedLate arrivedYesterday cancelled',
    'arrival.register',
    '',
  ],
  [
    'farDesk',
    'waiting treatFirst asked atSecondDesk received caseOpen caseEnded homeCare gpList gpFormer invitation',
    'arrival.register',
    '',
  ],
  ['farDesk', 'invitationEnded self proxy proxyEnded nurseHerself blockedTrust blockedNurse', 'arrival.register', ''],
  ['farDesk', 'onLeave moved movedEarlier again glass glassEnded', 'arrival.register', ''],
]

/** The look-up in reception answers about everybody; what it tells depends on the status at the own hospital. */
const telling: readonly [who: string, about: string, told: Told][] = [
  [
    'desk deskHead secondDesk',
    'vip protected arrived arrivedLate arrivedYesterday waiting treatFirst asked atSecondDesk received',
    'vip',
  ],
  ['desk deskHead secondDesk', 'blockedNurse', 'vip'],
  [
    'desk deskHead secondDesk',
    'none vipEnded onWard left13 left15 died arrivedPlain cancelled caseOpen caseEnded homeCare gpList gpFormer',
    'none',
  ],
  ['desk deskHead secondDesk', 'invitation invitationEnded self proxy proxyEnded nurseHerself far', 'none'],
  ['desk deskHead secondDesk', 'onLeave moved movedEarlier again glass glassEnded', 'none'],
  ['desk deskHead secondDesk', 'blockedAll blockedStatus blockedTrust arrivedBlocked arrivedStatusBlocked', 'blocked'],
  ['desk deskHead secondDesk', 'glassBlocked glassUnblocked', 'blocked'],
  ['farDesk', 'far', 'vip'],
  ['farDesk', 'blockedAll blockedStatus arrivedBlocked arrivedStatusBlocked glassBlocked glassUnblocked', 'blocked'],
  [
    'farDesk',
    'none vip protected vipEnded onWard left13 left15 died arrived arrivedPlain arrivedLate arrivedYesterday cancelled',
    'none',
  ],
  [
    'farDesk',
    'waiting treatFirst asked atSecondDesk received caseOpen caseEnded homeCare gpList gpFormer invitation',
    'none',
  ],
  ['farDesk', 'invitationEnded self proxy proxyEnded nurseHerself blockedTrust blockedNurse', 'none'],
  ['farDesk', 'onLeave moved movedEarlier again glass glassEnded', 'none'],
]

/** Break-glass that is open now, for the session that opened it. */
const breaking: readonly [who: string, about: string, glass: Row['glass']][] = [
  ['desk ward physician gp', 'glass', 'unblocked'],
  ['desk ward physician gp', 'glassBlocked', 'open'],
  ['desk ward gp', 'glassUnblocked', 'open'],
  ['physician', 'glassUnblocked', 'unblocked'],
]

/** One row for each actor and situation, with nothing in it where nothing is allowed. */
function written() {
  const rows = new Map<string, Row>()
  for (const who of Object.keys(actors) as ActorKey[])
    for (const about of Object.keys(situations) as Situation[])
      rows.set(`${who} ${about}`, { who, about, may: new Set(), sees: new Set(), told: 'nothing', glass: 'shut' })
  const each = (who: string, about: string, fill: (row: Row) => void) => {
    for (const one of words(who))
      for (const other of words(about)) {
        const row = rows.get(`${one} ${other}`)
        if (!row) throw new Error(`The policy names ${one} and ${other}, of whom one does not exist`)
        fill(row)
      }
  }
  for (const [who, about, may, sees] of acting)
    each(who, about, (row) => {
      for (const deed of words<Deed>(may)) row.may.add(deed)
      for (const part of words<Part>(sees)) row.sees.add(part)
    })
  for (const [who, about, told] of telling)
    each(who, about, (row) => {
      row.may.add('patient.check')
      row.told = told
    })
  for (const [who, about, glass] of breaking) each(who, about, (row) => (row.glass = glass))
  return rows
}

const rows = written()
export const policy: readonly Row[] = [...rows.values()]
/** The row of an actor and a situation. */
export const rowOf = (who: ActorKey, about: Situation): Row => {
  const row = rows.get(`${who} ${about}`)
  if (!row) throw new Error(`No row for ${who} and ${about}`)
  return row
}
