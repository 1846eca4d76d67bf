// oxlint-disable max-lines -- a table
import { writeMoment } from '#lib/dates'
import type { StayEvent, Subject, World } from '#tests/support/matrix/subjects'
import { inDays, inMinutes, minutesAgo } from '#tests/support/records/moments'
import type { Deed } from '#tests/security/policy'
import type { StayEventKind } from '#prisma/generated/enums'

type Fields = Record<string, string>
/** What a way needs besides the patient: the look-up that an arrival is registered by. */
export type Help = Pick<World, 'at'> & { lookUp: string }

/** How an act is tried over HTTP. `entrance` is the name that `lib/permissions.ts` gives it. */
export type Way = { deed: Deed; entrance: string } &
  /** `shows` is false when the page is there for whoever may ask, and tells of nobody; of a picture no word is found. */
  (
    | { kind: 'page'; path: (subject: Subject) => string; shows?: false | 'picture' }
    /** One page for everybody whom it may show. */
    | { kind: 'list'; path: string; refreshes?: true; shows?: false }
    | { kind: 'form'; changes: boolean; fields: (subject: Subject, help: Help) => Fields }
    /** As a program calls it; answers as the form of the same deed does. */
    | { kind: 'json'; path: string; fields: (subject: Subject) => Fields }
  )

/** The stay and the run that the situation tells of; otherwise those that everybody has elsewhere. */
export const stayOf = ({ stay, far }: Subject) => stay ?? far.stay
export const runOf = ({ run, far }: Subject) => run ?? far.run
export const flagOf = ({ flag, far }: Subject) => flag ?? far.flag
/** What was written down last of that stay, and the last of a kind where there is one. */
export const newestOf = (subject: Subject) => found(stayOf(subject).written.at(-1))
export const lastOf = (subject: Subject, kind: StayEventKind) =>
  stayOf(subject).written.findLast((event) => event.kind === kind) ?? newestOf(subject)

function found<T>(thing: T | undefined): T {
  if (!thing) throw new Error('A stay without events')
  return thing
}

const ofStay = (subject: Subject) => ({ stay: stayOf(subject).id })
const ofRun = (subject: Subject) => ({ run: runOf(subject).id, version: String(runOf(subject).version) })
const ofEvents = (subject: Subject) => ({ ...ofStay(subject), seen: String(stayOf(subject).written.length) })
const justNow = () => ({ at: writeMoment(minutesAgo(1)) })
/** A minute before what was written down. */
const earlier = ({ id, at }: StayEvent) => ({ event: id, at: writeMoment(inMinutes(-1, at)) })
const elsewhere = ({ about }: Subject, { at }: Help) => ({
  ward: about === 'far' ? at.farSecondWard.id : at.thirdWard.id,
})
const cleared = () => ({
  clearedBy: 'Prøve Lege',
  clearedRole: 'EMERGENCY_PHYSICIAN',
  clearedAt: writeMoment(new Date()),
})
/** The meeting that the situation tells of; otherwise the one that everybody has elsewhere. */
const meetingOf = ({ meeting, far }: Subject) => meeting ?? far.meeting
const ofMeeting = (subject: Subject) => ({ meeting: meetingOf(subject).id, seen: '1' })
const guest = { guest0: 'Kari Nordmann', email0: 'kari.nordmann@example.no', guestIs0: 'OTHER' }
/** The patient was asked and said yes. */
const agreed = () => ({ agreement: 'ORAL', askedAt: writeMoment(minutesAgo(2)) })
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
  page('promise.list', '/patients/[id]/promises', ({ id }) => `/patients/${id}/promises`),
  page('case.read', '/patients/[id]/status', ({ id }) => `/patients/${id}/status`),
  page('meeting.hold', '/meetings/[id]/hold', ({ far }) => `/meetings/${far.met.held.id}/hold`),
  page('minutes.read', '/meetings/[id]/minutes', ({ far }) => `/meetings/${far.met.written.id}/minutes`),
  {
    kind: 'page',
    deed: 'minutes.read',
    entrance: '/api/meetings/[id]/minutes',
    path: ({ far }) => `/api/meetings/${far.met.written.id}/minutes`,
    shows: 'picture',
  },
  list('promise.own', '/my/promises'),
  form('meeting.note', 'held-meetings/actions.ts#saveNoteAction', ({ far: { met } }) => ({
    meeting: met.held.id,
    item: met.held.item,
    seen: '1',
    text: 'Alle er enige om hva som skal gjøres.',
  })),
  form('meeting.attend', 'held-meetings/actions.ts#recordAttendanceAction', ({ far: { met } }) => ({
    participant: met.held.seat,
    seen: '1',
    came: 'yes',
  })),
  form('meeting.attend', 'held-meetings/actions.ts#recordNoGpAction', ({ far: { met } }) => ({
    meeting: met.held.id,
    seen: '1',
  })),
  form('meeting.attend', 'held-meetings/actions.ts#recordViewAction', ({ far: { met } }) => ({
    meeting: met.held.id,
    text: 'Jeg vil bo hjemme.',
    helper: '',
  })),
  form('meeting.measure', 'measures/actions.ts#addMeasureAction', ({ far: { met } }) => ({
    meeting: met.held.id,
    goal: '',
    text: 'Ringer hver uke.',
    who: `p:${met.held.seat}`,
    startsOn: '',
    dueOn: inDays(20).toISOString().slice(0, 10),
  })),
  form('meeting.measure', 'measures/actions.ts#changeMeasureAction', ({ far: { met } }) => ({
    measure: met.draft.id,
    seen: '1',
    change: 'AGREE',
  })),
  form('meeting.decide', 'decisions/actions.ts#decideStatusAction', ({ far: { met } }) => ({
    meeting: met.held.id,
    seen: '0',
    outcome: 'POSTPONED',
    reviewOn: inDays(60).toISOString().slice(0, 10),
    reason: 'Vi venter på utredningen.',
  })),
  form('minutes.write', 'minutes/actions.ts#writeMinutesAction', ({ far: { met } }) => ({
    meeting: met.held.id,
    seen: '0',
  })),
  form('minutes.comment', 'minutes/actions.ts#commentMinutesAction', ({ far: { met } }) => ({
    minutes: met.edition.id,
    text: 'Datoen er feil.',
  })),
  form('minutes.sign', 'minutes/actions.ts#signMinutesAction', ({ far: { met } }) => ({ minutes: met.edition.id })),
  form('promise.answer', 'measures/actions.ts#answerMeasureAction', ({ far: { met } }) => ({
    measure: met.asked.id,
    seen: '1',
    answer: 'yes',
    text: '',
  })),
  form('promise.end', 'measures/actions.ts#endPromiseAction', ({ far: { met } }) => ({
    measure: met.promised.id,
    seen: '1',
    kept: 'yes',
    text: '',
  })),
  form('promise.own_answer', 'measures/actions.ts#answerOwnMeasureAction', ({ far: { met } }) => ({
    measure: met.askedOfPatient.id,
    seen: '1',
    answer: 'yes',
    text: '',
  })),
  form('promise.own_end', 'measures/actions.ts#endOwnPromiseAction', ({ far: { met } }) => ({
    measure: met.promisedByPatient.id,
    seen: '1',
    kept: 'yes',
    text: '',
  })),
  form('case.end', 'case-histories/actions.ts#endStatusAction', ({ far }) => ({
    case: far.card.caseId,
    seen: '1',
    method: 'ORAL',
    text: 'Pasienten vil ikke lenger.',
    sure: 'yes',
  })),
  form('case.own_end', 'case-histories/actions.ts#endOwnStatusAction', ({ far }) => ({
    case: far.card.caseId,
    seen: '1',
    text: '',
    sure: 'yes',
  })),
  form('case.review', 'case-histories/actions.ts#beginReviewAction', ({ about, case: own, far }) => ({
    case: about === 'vip' && own ? own.id : far.card.caseId,
    seen: '1',
  })),
  page('card.read', '/patients/[id]/card', ({ id }) => `/patients/${id}/card`),
  {
    kind: 'page',
    deed: 'card.print',
    entrance: '/api/cards/[card]/pdf',
    path: ({ card, far }) => `/api/cards/${(card ?? far.card).id}/pdf`,
    shows: 'picture',
  },
  page('meeting.list', '/patients/[id]/meetings', ({ id }) => `/patients/${id}/meetings`),
  page('meeting.prepare', '/patients/[id]/meetings/new', ({ id }) => `/patients/${id}/meetings/new`),
  list('meeting.own', '/my/meetings'),
  page('meeting.brief', '/meetings/[id]/brief', ({ far }) => `/meetings/${far.meeting.id}/brief`),
  form('meeting.confirm', 'meeting-changes/actions.ts#confirmMeetingAction', (subject) => ({
    ...ofMeeting(subject),
    time: meetingOf(subject).time,
  })),
  form('meeting.move', 'meeting-changes/actions.ts#moveMeetingAction', (subject) => ({
    ...ofMeeting(subject),
    time0: writeMoment(inDays(11)),
    place: 'Et annet rom',
  })),
  form('meeting.cancel', 'meeting-changes/actions.ts#cancelMeetingAction', (subject) => ({
    ...ofMeeting(subject),
    why: 'Det passer ikke likevel.',
  })),
  form('meeting.invite', 'meeting-changes/actions.ts#inviteAction', (subject) => ({
    ...ofMeeting(subject),
    ...guest,
    ...agreed(),
  })),
  form('meeting.remove', 'meeting-changes/actions.ts#removeParticipantAction', (subject) => ({
    ...ofMeeting(subject),
    participant: meetingOf(subject).guestSeat,
  })),
  form('meeting.answer', 'meeting-answers/actions.ts#answerMeetingAction', (subject) => ({
    ...ofMeeting(subject),
    participant: meetingOf(subject).seat,
    answer: 'NO',
    note: '',
  })),
  form('meeting.record_answer', 'meeting-answers/actions.ts#recordAnswerAction', (subject) => ({
    ...ofMeeting(subject),
    participant: meetingOf(subject).patientSeat,
    answer: 'NO',
    by: '',
    method: 'ORAL',
    givenAt: writeMoment(minutesAgo(2)),
  })),
  form('meeting.state', 'meeting-answers/actions.ts#writeStatementAction', (subject) => ({
    ...ofMeeting(subject),
    participant: meetingOf(subject).seat,
    text: 'Jeg støtter at dere møtes.',
  })),
  form('meeting.own_answer', 'meeting-answers/actions.ts#answerOwnMeetingAction', (subject) => ({
    ...ofMeeting(subject),
    participant: meetingOf(subject).patientSeat,
    answer: 'NO',
    note: '',
  })),
  form('meeting.own_view', 'meeting-answers/actions.ts#writeViewAction', (subject) => ({
    ...ofMeeting(subject),
    participant: meetingOf(subject).patientSeat,
    text: 'Jeg vil slippe å gjenta alt.',
  })),
  page('meeting.read', '/meetings/[id]', ({ far }) => `/meetings/${far.meeting.id}`),
  form('recommendation.make', 'recommendations/actions.ts#recommendAction', ({ id, about }, { at }) => ({
    patient: id,
    to: (about === 'far' ? at.farCoordinator : at.coordinator).membershipId,
    reason: 'Flere innleggelser på kort tid.',
    ...agreed(),
  })),
  form('recommendation.decline', 'recommendations/actions.ts#declineAction', ({ id, recommendation, far }) => ({
    patient: id,
    recommendation: (recommendation ?? far.recommendation).id,
    seen: '1',
    answer: 'Vi venter til etter utredningen.',
  })),
  form('arrival.recommend', 'recommendations/actions.ts#recommendFromReceptionAction', (subject, { at }) => ({
    ...ofStay(subject),
    to: (subject.about === 'far' ? at.farCoordinator : at.coordinator).membershipId,
    reason: 'Flere innleggelser på kort tid.',
  })),
  form('meeting.call', 'meetings/actions.ts#callMeetingAction', ({ id, about }, { at }) => ({
    patient: id,
    purpose: 'NETWORK',
    ward: (about === 'far' ? at.farWard : at.ward).id,
    reason: 'Flere innleggelser på kort tid.',
    ...guest,
    time0: writeMoment(inDays(9)),
    place: 'Møterommet',
    item0: 'Hvem gjør hva',
    minutes0: '30',
    who0: '',
    ...agreed(),
  })),
  page('stay.read', '/patients/[id]/stays/[stay]', (subject) => `/patients/${subject.id}/stays/${stayOf(subject).id}`),
  page('agreement.read', '/patients/[id]/agreement', ({ id }) => `/patients/${id}/agreement`),
  page('control.flag', '/control/[flag]', (subject) => `/control/${flagOf(subject).id}`),
  page('access.read', '/patients/[id]/access', ({ id }) => `/patients/${id}/access`),
  page('arrival.read', '/reception/[stay]', (subject) => `/reception/${stayOf(subject).id}`),
  list('patient.list', '/patients'),
  list('patient.own', '/my'),
  list('access.own', '/my/access'),
  list('card.own', '/my/card'),
  list('agreement.own', '/my/agreement'),
  list('board.reception', '/reception'),
  list('board.ward', '/board'),
  list('board.flow', '/flow'),
  board('board.reception', '/api/boards/reception'),
  board('board.ward', '/api/boards/ward'),
  board('board.flow', '/api/boards/flow'),
  list('control.flags', '/control'),
  list('control.arrivals', '/control/arrivals'),
  list('staff.list', '/admin'),
  list('staff.new', '/admin/people/new'),
  list('settings.open', '/admin/settings'),
  list('criteria.list', '/admin/criteria'),
  list('template.list', '/admin/agreement-templates'),
  list('criteria.read', '/criteria'),
  list('candidate.list', '/candidates'),
  // Nobody of these is a member of staff or a version of criteria or template, so that nobody is let through.
  page('staff.open', '/admin/people/[person]', ({ id }) => `/admin/people/${id}`),
  page('criteria.open', '/admin/criteria/[version]', ({ id }) => `/admin/criteria/${id}`),
  page('template.open', '/admin/agreement-templates/[version]', ({ id }) => `/admin/agreement-templates/${id}`),
  form('staff.give', 'memberships/actions.ts#giveMembershipAction', ({ id }) => ({
    person: id,
    role: 'LOG_CONTROLLER',
  })),
  form('staff.give', 'memberships/actions.ts#giveByHprAction', () => ({ hpr: '8899999', role: 'LOG_CONTROLLER' })),
  form('staff.add', 'memberships/actions.ts#addPersonAction', () => ({
    given: 'Prøve',
    family: 'Person',
    email: 'prove@eksempel.no',
    hpr: '8899998',
    subject: 'prove.person',
    // Neither hospital nor municipality has one, so that nobody comes into being.
    role: 'GP',
  })),
  form('staff.end', 'memberships/actions.ts#endMembershipAction', ({ id }) => ({ membership: id, seen: '1' })),
  form('staff.shut_out', 'memberships/actions.ts#shutOutAction', ({ id }) => ({ person: id, out: 'yes' })),
  form('settings.initiator', 'organisation-settings/actions.ts#setInitiatorAction', () => ({
    role: 'NURSE',
    seen: '1',
    enabled: 'yes',
  })),
  form('settings.target', 'organisation-settings/actions.ts#setTargetAction', () => ({ seen: '239', minutes: '240' })),
  form('settings.candidates', 'organisation-settings/actions.ts#setCandidateListAction', () => ({
    seen: '99',
    on: 'no',
    basis: '',
  })),
  form('settings.phones', 'organisation-settings/actions.ts#setPhonesAction', ({ id }) => ({
    unit: id,
    seen: '0',
    phone: '55 00 42 40',
    nightPhone: '',
  })),
  form('criteria.begin', 'criteria/actions.ts#beginCriteriaAction', ({ id }) => ({ trust: id })),
  form('criteria.write', 'criteria/actions.ts#writeCriteriaAction', ({ id }) => ({
    draft: id,
    seen: '1',
    introduction: '',
    items: 'Alle',
  })),
  form('criteria.propose', 'criteria/actions.ts#proposeCriteriaAction', ({ id }) => ({ criteria: id, seen: '1' })),
  form('criteria.withdraw', 'criteria/actions.ts#withdrawCriteriaAction', ({ id }) => ({ criteria: id, seen: '1' })),
  form('criteria.approve', 'criteria/actions.ts#approveCriteriaAction', ({ id }) => ({ criteria: id })),
  form('criteria.party', 'criteria/actions.ts#addCriteriaPartyAction', () => ({ number: '9999' })),
  form('criteria.party', 'criteria/actions.ts#endCriteriaPartyAction', ({ id }) => ({ municipality: id })),
  form('template.begin', 'agreement-templates/actions.ts#beginTemplateAction', ({ id }) => ({ trust: id })),
  form('template.write', 'agreement-templates/actions.ts#writeTemplateAction', ({ id }) => ({
    ...{ draft: id, seen: '1', expects: 'Du kan ringe.', wardDoes: 'Vi tar imot deg.' },
    ...{ municipalityDoes: 'Vi besøker deg.', patientDoes: 'Du sier fra.', changes: 'Du kan si opp.' },
  })),
  form('template.propose', 'agreement-templates/actions.ts#proposeTemplateAction', ({ id }) => ({
    template: id,
    seen: '1',
  })),
  form('template.withdraw', 'agreement-templates/actions.ts#withdrawTemplateAction', ({ id }) => ({
    template: id,
    seen: '1',
  })),
  form('template.approve', 'agreement-templates/actions.ts#approveTemplateAction', ({ id }) => ({ template: id })),
  form('candidate.dismiss', 'candidates/actions.ts#dismissCandidateAction', ({ id }) => ({
    patient: id,
    reason: 'PASSING_CAUSE',
    text: '',
    lookAgain: inDays(30).toISOString().slice(0, 10),
  })),
  form('reservation.set', 'list-reservations/actions.ts#setReservationAction', ({ id }) => ({
    patient: id,
    reserved: 'yes',
  })),
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
  form('emergency.open_block', 'emergency-access/actions.ts#openBlockAction', ({ id }) => ({
    patient: id,
    reason: 'DANGER_TO_LIFE',
    text: 'Bevisstløs, må vite om allergier som er sperret.',
  })),
  form('emergency.end', 'emergency-access/actions.ts#endEmergencyAction', ({ id }) => ({ patient: id })),
  form('patient.check', 'patients/actions.ts#checkPatientAction', ({ number }) => ({ query: number }), false),
  {
    kind: 'json',
    deed: 'patient.check',
    entrance: '/api/patients/check',
    path: '/api/patients/check',
    fields: ({ number }) => ({ query: number }),
  },
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
  form('fast_track.redirect', 'fast-tracks/actions.ts#redirectAction', (subject, help) => ({
    ...ofRun(subject),
    ...elsewhere(subject, help),
    deviation: 'OTHER_SPECIALTY',
    moveOn: inDays(2).toISOString().slice(0, 10),
  })),
  form('fast_track.withdraw', 'fast-tracks/actions.ts#withdrawAction', ofRun),
  form('arrival.correct', 'stay-corrections/actions.ts#correctArrivalAction', (subject) => ({
    ...ofEvents(subject),
    ...earlier(lastOf(subject, 'ARRIVED')),
  })),
  form('stay.leave', 'stay-events/actions.ts#startLeaveAction', (subject) => ({
    ...ofEvents(subject),
    ...justNow(),
    reason: 'HOME_VISIT',
  })),
  form('stay.leave:back', 'stay-events/actions.ts#endLeaveAction', (subject) => ({
    ...ofEvents(subject),
    ...justNow(),
  })),
  form('stay.move', 'stay-events/actions.ts#movePatientAction', (subject, help) => ({
    ...ofEvents(subject),
    ...elsewhere(subject, help),
    at: writeMoment(new Date()),
    reason: 'OTHER_SPECIALTY',
  })),
  form('stay.death', 'stay-events/actions.ts#recordDeathAction', (subject) => ({
    ...ofEvents(subject),
    at: writeMoment(new Date()),
    sure: 'yes',
  })),
  form('stay.cancel', 'stay-events/actions.ts#cancelStayAction', (subject) => ({
    ...ofEvents(subject),
    reason: 'WRONG_PERSON',
  })),
  form('stay.join', 'stay-events/actions.ts#joinStaysAction', ofEvents),
  form('stay.correct', 'stay-corrections/actions.ts#correctTimeAction', (subject) => ({
    ...ofEvents(subject),
    ...earlier(newestOf(subject)),
  })),
  form('stay.correct', 'stay-corrections/actions.ts#correctWardAction', (subject, help) => ({
    ...ofEvents(subject),
    ...elsewhere(subject, help),
    event: lastOf(subject, 'ON_WARD').id,
  })),
  form('stay.correct:void', 'stay-corrections/actions.ts#voidEventAction', (subject) => ({
    ...ofEvents(subject),
    event: newestOf(subject).id,
    reason: 'DID_NOT_HAPPEN',
  })),
  form('stay.undo', 'stay-corrections/actions.ts#undoAction', (subject) => ({
    ...ofStay(subject),
    event: newestOf(subject).id,
  })),
  form('card.issue', 'cards/actions.ts#issueCardAction', ({ card, far }) => ({
    case: (card ?? far.card).caseId,
    replaces: (card ?? far.card).id,
  })),
  form('card.revoke', 'cards/actions.ts#revokeCardAction', ({ card, far }) => ({ id: (card ?? far.card).id })),
  form('control.decide', 'log-flags/actions.ts#decideFlagAction', (subject) => ({
    flag: flagOf(subject).id,
    seen: '0',
    finding: 'JUSTIFIED',
    text: '',
  })),
]

/** Ways that are about nobody but oneself; tried on their own. */
export const aboutOneself = {
  'inbox.list': ['/inbox', '/api/boards/inbox'],
  'inbox.take': ['lib/tasks/actions.ts#takeTaskAction'],
  'inbox.delegate': ['lib/tasks/actions.ts#delegateTaskAction'],
  'inbox.snooze': ['lib/tasks/actions.ts#snoozeTaskAction'],
  'inbox.done': ['lib/tasks/actions.ts#markTaskDoneAction'],
  'notice.read': ['lib/notices/actions.ts#readNoticesAction'],
  'inbox.own': [],
  'notice.own': ['lib/notices/actions.ts#readOwnNoticesAction'],
  'session.end': ['lib/sessions/actions.ts#signOutAction', 'lib/sessions/actions.ts#changeUserAction'],
  'session.choose': ['/choose', 'lib/sessions/actions.ts#chooseMembershipAction'],
  'session.list': ['/sessions', '/my/sessions'],
  'session.revoke': ['lib/sessions/actions.ts#endOneAction', 'lib/sessions/actions.ts#endOthersAction'],
} as const satisfies Record<string, readonly string[]>

/** What needs a text that is frozen, which no situation has; tried in `tests/database/agreements.test.ts`. */
export const onAgreements = {
  'agreement.read': ['/api/agreements/[version]/pdf', '/api/agreements/[version]/scans/[party]'],
  'agreement.own': ['/api/agreements/[version]/own-pdf', '/api/agreements/[version]/own-scans/[party]'],
  'agreement.write': [
    'lib/agreements/actions.ts#beginVersionAction',
    'lib/agreements/actions.ts#writeDraftAction',
    'lib/agreements/actions.ts#freezeDraftAction',
    'lib/agreements/actions.ts#revokeAgreementAction',
  ],
  'agreement.sign': ['lib/agreements/actions.ts#signAgreementAction'],
  'agreement.witness': ['/api/patients/[id]/signed-paper'],
  'agreement.answer': [
    'lib/agreements/actions.ts#signOwnAgreementAction',
    'lib/agreements/actions.ts#declineOwnAgreementAction',
    'lib/agreements/actions.ts#revokeOwnAgreementAction',
  ],
} as const satisfies Record<string, readonly string[]>

/** Acts of programs and of forms to come: over HTTP there is no way to them, and SQL tries them. */
export const withoutWay: readonly string[] = ['stay.import', 'task.remind']
