import { writeMoment } from '#lib/dates'
import { entrances } from '#lib/permissions'
import type { Subject, World } from '#tests/support/matrix/subjects'
import { inDays, minutesAgo } from '#tests/support/records/moments'
import type { Deed } from '#tests/security/policy'

type Fields = Record<string, string>
/** What a way needs besides the patient: the look-up that an arrival is registered by. */
export type Help = Pick<World, 'at'> & { lookUp: string }

/** How an act is tried over HTTP. `entrance` is the name that `lib/permissions.ts` gives it. */
export type Way = { deed: Deed; entrance: string } &
  /** `shows` is false when the page is there for whoever may ask, and tells of nobody. */
  (
    | { kind: 'page'; path: (subject: Subject) => string; shows?: false }
    /** One page for everybody whom it may show. */
    | { kind: 'list'; path: string; refreshes?: true; shows?: false }
    | { kind: 'form'; changes: boolean; fields: (subject: Subject, help: Help) => Fields }
  )

/** The stay and the run that the situation tells of; otherwise those that everybody has elsewhere. */
export const stayOf = ({ stay, far }: Subject) => stay ?? far.stay
export const runOf = ({ run, far }: Subject) => run ?? far.run

const ofStay = (subject: Subject) => ({ stay: stayOf(subject).id })
const ofRun = (subject: Subject) => ({ run: runOf(subject).id, version: String(runOf(subject).version) })
const cleared = () => ({
  clearedBy: 'Prøve Lege',
  clearedRole: 'EMERGENCY_PHYSICIAN',
  clearedAt: writeMoment(new Date()),
})
const values = {
  respiration: '16',
  saturation: '97',
  scale: 'ONE',
  oxygen: 'no',
  systolic: '120',
  pulse: '75',
  consciousness: 'ALERT',
  temperature: '37,0',
}

const page = (deed: Deed, entrance: string, path: (subject: Subject) => string): Way => ({
  kind: 'page',
  deed,
  entrance,
  path,
})
const list = (deed: Deed, path: string): Way => ({ kind: 'list', deed, entrance: path, path })
const board = (deed: Deed, path: string): Way => ({ kind: 'list', deed, entrance: path, path, refreshes: true })
const form = (deed: Deed, entrance: string, fields: (subject: Subject, help: Help) => Fields, changes = true): Way => ({
  kind: 'form',
  deed,
  entrance: `lib/${entrance}`,
  fields,
  changes,
})

/** Every way that leads to one patient, or to many. */
export const ways: readonly Way[] = [
  page('patient.read', '/patients/[id]', ({ id }) => `/patients/${id}`),
  page('patient.stays', '/patients/[id]/stays', ({ id }) => `/patients/${id}/stays`),
  page('access.read', '/patients/[id]/access', ({ id }) => `/patients/${id}/access`),
  page('arrival.read', '/reception/[stay]', (subject) => `/reception/${stayOf(subject).id}`),
  list('patient.list', '/patients'),
  list('patient.own', '/my'),
  list('access.own', '/my/access'),
  list('board.reception', '/reception'),
  list('board.ward', '/board'),
  list('board.flow', '/flow'),
  board('board.reception', '/api/boards/reception'),
  board('board.ward', '/api/boards/ward'),
  board('board.flow', '/api/boards/flow'),
  list('control.arrivals', '/control/arrivals' in entrances ? '/control/arrivals' : '/control'),
  list('staff.list', '/admin'),
  list('quality.fast_track', '/quality'),
  { kind: 'list', deed: 'emergency.find', entrance: '/emergency', path: '/emergency', shows: false },
  {
    kind: 'page',
    deed: 'emergency.read',
    entrance: '/patients/[id]/emergency',
    path: ({ id }) => `/patients/${id}/emergency`,
    shows: false,
  },
  form(
    'emergency.find',
    'emergency-access/actions.ts#findForEmergencyAction',
    ({ number }) => ({ query: number }),
    false,
  ),
  form('emergency.open', 'emergency-access/actions.ts#openEmergencyAction', ({ id }) => ({
    patient: id,
    reason: 'DANGER_TO_LIFE',
    text: 'Bevisstløs, ingen å spørre, må vite om allergier.',
    confirmed: 'yes',
  })),
  form('patient.check', 'patients/actions.ts#checkPatientAction', ({ number }) => ({ query: number }), false),
  form('patient.find', 'patient-lists/actions.ts#findPatientAction', ({ number }) => ({ query: number }), false),
  form('arrival.register', 'arrivals/actions.ts#registerArrivalAction', (_, { lookUp }) => ({
    lookUp,
    at: writeMoment(minutesAgo(1)),
    urgency: 'IMMEDIATE',
    mode: 'AMBULANCE',
    fastTrack: 'no',
  })),
  form('arrival.cancel', 'arrivals/actions.ts#cancelArrivalAction', ofStay),
  form('arrival.leave', 'arrivals/actions.ts#leaveReceptionAction', ofStay),
  form('triage.record', 'triage/actions.ts#recordNews2Action', (subject) => ({ ...ofStay(subject), ...values })),
  form('triage.record', 'triage/actions.ts#recordColourAction', (subject) => ({ ...ofStay(subject), colour: 'GREEN' })),
  form('triage.clear', 'triage/actions.ts#clearSafetyAction', (subject) => ({ ...ofStay(subject), ...cleared() })),
  form('fast_track.start', 'fast-tracks/actions.ts#startFastTrackAction', ofStay),
  form('fast_track.answer', 'fast-tracks/actions.ts#answerAction', (subject) => ({ ...ofRun(subject), answer: 'NOW' })),
  form('fast_track.receive', 'fast-tracks/actions.ts#receiveAction', ofRun),
  form('fast_track.receive:cleared', 'fast-tracks/actions.ts#receiveClearedAction', (subject) => ({
    ...ofRun(subject),
    ...cleared(),
  })),
  form('fast_track.redirect', 'fast-tracks/actions.ts#redirectAction', (subject, { at }) => ({
    ...ofRun(subject),
    ward: subject.about === 'far' ? at.farSecondWard.id : at.thirdWard.id,
    deviation: 'OTHER_SPECIALTY',
    moveOn: inDays(2).toISOString().slice(0, 10),
  })),
]

/** Ways that are about nobody but oneself; tried on their own. */
export const aboutOneself = {
  'session.end': ['lib/sessions/actions.ts#signOutAction', 'lib/sessions/actions.ts#changeUserAction'],
  'session.choose': ['/choose', 'lib/sessions/actions.ts#chooseMembershipAction'],
  'session.list': ['/sessions', '/my/sessions'],
  'session.revoke': ['lib/sessions/actions.ts#endOneAction', 'lib/sessions/actions.ts#endOthersAction'],
} as const satisfies Record<string, readonly string[]>

const own = (act: string) => ({ act })

/**
 * What needs something to have been done before, such as a glass that was broken or an event that is put right. Rows for
 * these are still to come; who may and who may not is proven with the act itself, in `tests/database`.
 */
export const forSomebodyElse: Readonly<Record<string, { act: string }>> = {
  'lib/emergency-access/actions.ts#openBlockAction': own('emergency.open_block'),
  'lib/emergency-access/actions.ts#endEmergencyAction': own('emergency.end'),
  '/patients/[id]/stays/[stay]': own('stay.read'),
  'lib/stay-events/actions.ts#startLeaveAction': own('stay.leave'),
  'lib/stay-events/actions.ts#endLeaveAction': own('stay.leave'),
  'lib/stay-events/actions.ts#movePatientAction': own('stay.move'),
  'lib/stay-events/actions.ts#recordDeathAction': own('stay.death'),
  'lib/stay-events/actions.ts#cancelStayAction': own('stay.cancel'),
  'lib/stay-events/actions.ts#joinStaysAction': own('stay.join'),
  'lib/stay-corrections/actions.ts#correctTimeAction': own('stay.correct'),
  'lib/stay-corrections/actions.ts#correctWardAction': own('stay.correct'),
  'lib/stay-corrections/actions.ts#voidEventAction': own('stay.correct'),
  'lib/stay-corrections/actions.ts#undoAction': own('stay.undo'),
  'lib/stay-corrections/actions.ts#correctArrivalAction': own('arrival.correct'),
  'lib/fast-tracks/actions.ts#withdrawAction': own('fast_track.withdraw'),
  '/api/patients/check': own('patient.check'),
  '/control': own('control.flags'),
  '/control/[flag]': own('control.flag'),
  'lib/log-flags/actions.ts#decideFlagAction': own('control.decide'),
}

/** Acts of programs and of forms to come. */
export const withoutWay: readonly string[] = ['card.revoke', 'stay.import']
