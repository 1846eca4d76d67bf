// oxlint-disable max-lines -- a table
import { randomUUID } from 'node:crypto'
import type { Matrix } from '#tests/support/matrix/ledger'
import { allErrands, type Errand } from '#tests/support/matrix/errands'
import type { Subject } from '#tests/support/matrix/subjects'
import { helpOf } from '#tests/support/matrix/over-http'
import { flagOf, lastOf, newestOf, runOf, stayOf } from '#tests/support/matrix/ways'
import type { StayEvent } from '#tests/support/matrix/subjects'
import { type ActorKey, alone, type Deed, type Row, words } from '#tests/security/policy'

/** With `$1` for the first value, which is an id unless it says `$1::text`. */
export type Statement = readonly [text: string, ...values: (string | null | undefined)[]]
/** Something that the runtime role can try to write, whatever the code would have said. */
export type Attempt = {
  name: string
  /** Who may by the errand that the act has; by every other errand nobody. */
  may: { readonly [errand in Errand]?: (row: Row, subject: Subject) => boolean }
  /** Null when the patient has nothing that it could be tried on. */
  statements: (subject: Subject, matrix: Matrix, who: ActorKey) => readonly Statement[] | null
}

const any =
  (...deeds: Deed[]) =>
  (row: Row) =>
    deeds.some((deed) => row.may.has(deed))
/** Nobody is refused to end what was opened, whatever the errand is by then. */
const everyErrand = (may: Attempt['may'][Errand]) =>
  Object.fromEntries(allErrands.map((errand) => [errand, may])) as Attempt['may']
const me = 'door.person_id()'
const now = "date_trunc('milliseconds', now())"

/** A patient has one open arrival at a hospital, and no second one. */
const waitsAt = (who: ActorKey, { about, stay }: Subject) =>
  who.startsWith('far') === (about === 'far') &&
  stay?.source === 'samlop' &&
  stay.status === 'IN_RECEPTION' &&
  about !== 'arrivedYesterday'

const newCard = `INSERT INTO card (id, patient_id, case_id, token_hash, key_name, status, issued_at, valid_until)
  VALUES ($1, $2, $3, sha256(convert_to($1::text, 'UTF8')), 'abcd', 'ISSUED', ${now}, current_date + 100)`

const event =
  (kind: string, reason = 'NULL', unit = 'door.unit_id()') =>
  (subject: Subject): readonly Statement[] => [
    [
      `INSERT INTO stay_event (id, stay_id, patient_id, kind, at, unit_id, session_id, reason)
     VALUES ($1, $2, $3, '${kind}', ${now}, ${unit}, door.session_id(), ${reason})`,
      randomUUID(),
      stayOf(subject).id,
      subject.id,
    ],
  ]
/** What stands in the place of an event. */
const instead =
  (
    of: (subject: Subject) => StayEvent,
    { kind, reason, unit, minutes = 0 }: { kind?: 'VOIDED'; reason: string; unit?: 'other'; minutes?: number },
  ) =>
  (subject: Subject, matrix: Matrix): readonly Statement[] => {
    const event = of(subject)
    const at = kind ? now : `$6::timestamptz + interval '${minutes} minutes'`
    return [
      [
        `INSERT INTO stay_event (id, stay_id, patient_id, kind, at, unit_id, session_id, reason, replaces_id)
         VALUES ($1, $2, $3, '${kind ?? event.kind}', ${at}, $5, door.session_id(), '${reason}', $4)`,
        randomUUID(),
        stayOf(subject).id,
        subject.id,
        event.id,
        unit ? otherWard(subject, matrix).id : event.unitId,
        event.at.toISOString(),
      ],
    ]
  }
const otherWard = ({ about }: Subject, { at }: Matrix) => (about === 'far' ? at.farSecondWard : at.thirdWard)
/** A function that answers how many rows there are now, or nothing. */
const called = (call: string, ...values: (string | undefined)[]): readonly Statement[] => [
  [`SELECT 1 WHERE door.${call} > 0`, ...values],
]
/** The break-glass of the one who asks, and otherwise another's. */
const emergencyOf = ({ emergencies }: Subject, who: ActorKey) => emergencies?.[who] ?? emergencies?.desk

const onRun =
  (set: string) =>
  (subject: Subject): readonly Statement[] => [
    [`UPDATE fast_track SET ${set}, version = version + 1 WHERE id = $1`, runOf(subject).id],
  ]
const step =
  (kind: string) =>
  (subject: Subject): readonly Statement[] => [
    [
      `INSERT INTO fast_track_step (id, fast_track_id, stay_id, patient_id, kind, at, unit_id, person_id)
     VALUES ($1, $2, $3, $4, '${kind}', ${now}, $5, ${me})`,
      randomUUID(),
      runOf(subject).id,
      runOf(subject).stayId,
      subject.id,
      runOf(subject).wardId,
    ],
  ]

export const attempts: readonly Attempt[] = [
  {
    name: 'a triage',
    may: { ETREAT: any('triage.record') },
    statements: (subject) => [
      [
        `INSERT INTO triage (id, stay_id, patient_id, unit_id, kind, colour, unsafe, measured_at, recorded_at, recorded_by_id)
         VALUES ($1, $2, $3, door.unit_id(), 'COLOUR', 'GREEN', false, ${now}, ${now}, ${me})`,
        randomUUID(),
        stayOf(subject).id,
        subject.id,
      ],
    ],
  },
  {
    name: 'that a patient to be treated first may be moved',
    may: {
      ETREAT: any('triage.clear'),
      TREAT: (row, { about }) => about === 'treatFirst' && row.may.has('fast_track.receive:cleared'),
    },
    statements: clearing,
  },
  { name: 'that the patient is seen to', may: { ETREAT: any('triage.record') }, statements: event('IN_RECEPTION') },
  {
    name: 'that the arrival is cancelled',
    may: { ETREAT: any('arrival.cancel'), TREAT: any('stay.cancel') },
    statements: event('CANCELLED', "'WRONG_PERSON'"),
  },
  { name: 'that the patient left', may: { ETREAT: any('arrival.leave') }, statements: event('LEFT_RECEPTION') },
  {
    name: 'that the patient is on the ward',
    may: { TREAT: any('fast_track.receive', 'fast_track.receive:cleared') },
    statements: event('ON_WARD'),
  },
  {
    name: 'a run',
    may: { ETREAT: (row, { run }) => row.may.has('fast_track.start') && !run },
    statements: (subject, { at }) =>
      subject.run
        ? null
        : [
            [
              `INSERT INTO fast_track (id, stay_id, patient_id, organisation_id, reception_id, vip_ward_id, ward_id, status, target_minutes, started_at, asked_at, version)
               VALUES ($1, $2, $3, door.organisation_id(), door.unit_id(), $4, $4, 'ASKED', 30, ${now}, ${now}, 1)`,
              randomUUID(),
              stayOf(subject).id,
              subject.id,
              at.ward.id,
            ],
          ],
  },
  {
    name: 'an answer',
    may: { TREAT: any('fast_track.answer') },
    statements: onRun(`status = 'ACCEPTED', answered_at = ${now}`),
  },
  {
    name: 'another ward',
    may: { ETREAT: any('fast_track.redirect') },
    statements: (subject, matrix) => [
      [
        `UPDATE fast_track SET status = 'ASKED', ward_id = $2, asked_at = ${now}, answered_at = NULL, expected_at = NULL, refusal = NULL,
         deviation = 'OTHER_SPECIALTY', move_on = current_date + 2, version = version + 1 WHERE id = $1`,
        runOf(subject).id,
        otherWard(subject, matrix).id,
      ],
    ],
  },
  {
    name: 'that a run is over',
    may: { ETREAT: any('fast_track.withdraw') },
    statements: onRun("status = 'CANCELLED', refusal = NULL, expected_at = NULL"),
  },
  {
    name: 'that the patient is received',
    may: { TREAT: any('fast_track.receive', 'fast_track.receive:cleared') },
    statements: (subject) => [
      ...event('ON_WARD')(subject),
      ...onRun(`status = 'RECEIVED', received_at = ${now}, answered_at = ${now}, expected_at = NULL, refusal = NULL`)(
        subject,
      ),
    ],
  },
  {
    name: 'that a leave starts',
    may: { TREAT: any('stay.leave') },
    statements: event('LEAVE_STARTED', "'HOME_VISIT'"),
  },
  { name: 'that a leave ends', may: { TREAT: any('stay.leave:back') }, statements: event('LEAVE_ENDED') },
  {
    name: 'that the patient moved',
    may: { TREAT: any('stay.move') },
    statements: (subject, matrix) =>
      event('ON_WARD', "'OTHER_SPECIALTY'", `'${otherWard(subject, matrix).id}'`)(subject),
  },
  { name: 'that the patient died', may: { TREAT: any('stay.death') }, statements: event('DIED') },
  {
    name: 'that the patient came earlier',
    may: { TREAT: any('stay.correct'), ETREAT: any('arrival.correct') },
    statements: (subject, matrix) =>
      stayOf(subject).written.some(({ kind }) => kind === 'ARRIVED')
        ? instead((one) => lastOf(one, 'ARRIVED'), { reason: 'WRONG_TIME', minutes: -1 })(subject, matrix)
        : null,
  },
  {
    name: 'that what happened last was earlier',
    may: { TREAT: any('stay.correct') },
    statements: instead(newestOf, { reason: 'WRONG_TIME', minutes: -1 }),
  },
  {
    name: 'that it was another ward',
    may: { TREAT: any('stay.correct') },
    statements: instead((subject) => lastOf(subject, 'ON_WARD'), { reason: 'WRONG_WARD', unit: 'other' }),
  },
  {
    name: 'that what happened last did not happen',
    may: { TREAT: any('stay.correct:void') },
    statements: instead(newestOf, { kind: 'VOIDED', reason: 'DID_NOT_HAPPEN' }),
  },
  {
    name: 'that what happened last is undone',
    may: { TREAT: any('stay.undo') },
    statements: instead(newestOf, { kind: 'VOIDED', reason: 'UNDONE' }),
  },
  {
    name: 'that the stay before goes on',
    may: { TREAT: any('stay.join') },
    statements: ({ id, before }) =>
      before
        ? [
            [
              `INSERT INTO stay_event (id, stay_id, patient_id, kind, at, unit_id, session_id, reason, replaces_id)
               VALUES ($1, $2, $3, 'VOIDED', ${now}, $5, door.session_id(), 'REGISTERED_TWICE', $4)`,
              randomUUID(),
              before.stayId,
              id,
              before.id,
              before.unitId,
            ],
          ]
        : null,
  },
  {
    name: 'break-glass',
    may: { BTG: any('emergency.open') },
    statements: ({ id }) =>
      called("open_emergency($1, $2, 'DANGER_TO_LIFE', 'Bevisstløs, ingen å spørre.')", randomUUID(), id),
  },
  {
    name: 'that what is blocked is opened',
    may: { BTG: any('emergency.open_block') },
    statements: (subject, _, who) =>
      subject.emergencies
        ? called("open_block($1, 'DANGER_TO_LIFE', 'Bevisstløs, ingen å spørre.')", emergencyOf(subject, who))
        : null,
  },
  {
    name: 'that break-glass ends',
    may: everyErrand(any('emergency.end')),
    statements: (subject, _, who) =>
      subject.emergencies ? called('end_emergency($1)', emergencyOf(subject, who)) : null,
  },
  {
    name: 'what came of a flag',
    may: { CONTROL: any('control.decide') },
    statements: (subject) => called("decide_flag($1, $2, 0, 'JUSTIFIED', '')", randomUUID(), flagOf(subject).id),
  },
  {
    name: 'an import of stays',
    may: { SERVICE: ({ who }) => words(alone[who]).includes('stay.import') },
    // It is about nobody until a row is read.
    statements: ({ about }) =>
      about === 'none'
        ? [["SELECT door.begin_import($1, 'journal', sha256('path'), sha256('file'), 10, false)", randomUUID()]]
        : null,
  },
  {
    name: 'that the patient does not want to stand on lists',
    may: { TREAT: any('reservation.set'), COC: any('reservation.set') },
    statements: ({ id }) => [
      [
        `INSERT INTO list_reservation (id, patient_id, recorded_by_id, recorded_at) VALUES ($1, $2, ${me}, ${now})`,
        randomUUID(),
        id,
      ],
    ],
  },
  // A step without what it tells of: nobody has an act for that.
  { name: 'a step alone', may: {}, statements: step('RECEIVED') },
  {
    name: 'that the card of the situation is revoked',
    may: { TREAT: any('card.revoke') },
    statements: ({ card }) =>
      card
        ? [["UPDATE card SET status = 'REVOKED', ended_at = now(), version = version + 1 WHERE id = $1", card.id]]
        : null,
  },
  {
    name: 'that another card takes the place of the card of the situation',
    may: { TREAT: any('card.issue') },
    statements: ({ id, card, case: vip }) =>
      card && vip
        ? [
            ["UPDATE card SET status = 'REPLACED', ended_at = now(), version = version + 1 WHERE id = $1", card.id],
            [newCard, randomUUID(), id, vip.id],
          ]
        : null,
  },
  {
    name: 'a card of a status elsewhere',
    may: {},
    statements: ({ id, far }) => [[newCard, randomUUID(), id, far.card.caseId]],
  },
  {
    name: 'that a card of elsewhere is revoked',
    may: {},
    statements: ({ far }) => [
      ["UPDATE card SET status = 'REVOKED', ended_at = now(), version = version + 1 WHERE id = $1", far.card.id],
    ],
  },
  {
    name: 'an arrival of somebody who was looked up',
    // Who is admitted, dead or elsewhere is for the rule to say; the wall asks for the look-up.
    may: { ETREAT: ({ who, told }, subject) => (told === 'vip' || told === 'none') && !waitsAt(who, subject) },
    statements: (subject, matrix, who) => [
      [
        `SELECT door.register_arrival($1, $2, $3, ${now}, 'IMMEDIATE', 'AMBULANCE')`,
        helpOf(matrix, who, subject).lookUp,
        randomUUID(),
        randomUUID(),
      ],
    ],
  },
]

/** On the newest triage that says treat first. */
function clearing(subject: Subject): readonly Statement[] {
  const { id, stayId } = {
    id: (subject.triage ?? subject.far.triage).id,
    stayId: (subject.triage ? stayOf(subject) : subject.far.stay).id,
  }
  return [
    [
      `INSERT INTO safety_clearance (id, triage_id, stay_id, patient_id, cleared_by, cleared_role, cleared_at, recorded_by_id, recorded_at)
       VALUES ($1, $2, $3, $4, 'Prøve Lege', 'EMERGENCY_PHYSICIAN', ${now}, ${me}, ${now})`,
      randomUUID(),
      id,
      stayId,
      subject.id,
    ],
  ]
}
