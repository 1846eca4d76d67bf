// oxlint-disable max-lines -- a table of how each situation comes about
import type { Canaries } from '#tests/support/matrix/canaries'
import type { Member, PersonKey, Places } from '#tests/support/matrix/places'
import { pastEntry } from '#tests/support/records/audit'
import { card, vipCase } from '#tests/support/records/cases'
import { fastTrack, type Step } from '#tests/support/records/fast-tracks'
import type { Db, Stored } from '#tests/support/records/ids'
import { heldMeeting, measure, minutes } from '#tests/support/records/held-meetings'
import { emergencyAccess, logFlag } from '#tests/support/records/log-flags'
import { meeting, recommendation, seat } from '#tests/support/records/meetings'
import { daysAgo, hoursAgo, inDays, inHours, minutesAgo } from '#tests/support/records/moments'
import { municipality } from '#tests/support/records/organisations'
import { criticalNote, ownPage, patient, phase } from '#tests/support/records/patients'
import { membership, person } from '#tests/support/records/people'
import { block, careRelation, consent, representation } from '#tests/support/records/relations'
import { endedSession } from '#tests/support/records/sessions'
import { stay } from '#tests/support/records/stays'
import { clearance, triage } from '#tests/support/records/triage'
import type { ActorKey, Situation } from '#tests/security/policy'
import type { FastTrack, Prisma, Stay, VipCase } from '#prisma/generated/client'

/** A meeting to come, with the first of its times, and the seats of who called it, of the patient, and of a guest. */
type Gathering = Stored & { time: string; seat: string; patientSeat: string; guestSeat: string }
type Facts = {
  meeting?: Gathering
  recommendation?: Stored
  case?: VipCase
  stay?: Stay
  run?: FastTrack
  triage?: { id: string }
  flag?: Stored
} & Opened
type Opened = {
  /** Break-glass by who opened it. */
  emergencies?: { readonly [who in ActorKey]?: string }
  /** The discharge of the stay before this one. */
  before?: { id: string; stayId: string; unitId: string | null }
}
export type StayEvent = Pick<Prisma.StayEventGetPayload<object>, 'id' | 'kind' | 'at' | 'unitId'>
type WithEvents = Stay & { written: readonly StayEvent[] }
/** A patient of one situation, with what the situation tells of; `far` is of the record that everybody has elsewhere. */
export type Subject = Omit<Facts, 'stay'> & {
  stay?: WithEvents
  about: Situation
  id: string
  number: string
  far: {
    stay: WithEvents
    run: FastTrack
    triage: { id: string }
    card: Stored & { caseId: string }
    flag: Stored
    meeting: Gathering
    recommendation: Stored
    met: Awaited<ReturnType<typeof meetings>>
  }
  card?: Stored & { caseId: string }
}
export type World = {
  db: Db
  at: Places
  people: Record<PersonKey, Member>
  canaries: Canaries
  /** The session that somebody is signed in by now; break-glass belongs to it. */
  sessionOf: (who: PersonKey) => string
}
type Who = Stored

/** Two meetings elsewhere, one going on and one with minutes, and what was promised; led by our head nurse of her patient. */
async function meetings({ db, at, people, canaries }: World, about: Situation, who: Who, reviewed: VipCase) {
  const ours = about === 'vip'
  const chair = ours ? { ...people.wardHead, givenName: 'Prøve', familyName: 'Leder' } : { ...at.elsewhereBy }
  const ward = ours ? at.ward : at.elsewhere
  const told = () => canaries.word(about, 'traces', 'what was said in a meeting')
  const meet = { patient: who, ward, chair, caseId: reviewed.id, trustId: reviewed.trustId, reason: told() }
  const held = await heldMeeting(db, { ...meet, purpose: 'EVALUATION' })
  const draft = await measure(db, { meeting: held, by: chair, text: told(), status: 'DRAFT' })
  const written = await heldMeeting(db, { ...meet, purpose: 'NETWORK', status: 'HELD', heldAt: hoursAgo(2) })
  const edition = await minutes(db, { meeting: written, by: chair })
  const promise = (status: 'ASKED' | 'ACCEPTED', organisationId: string | null) =>
    measure(db, { meeting: held, by: chair, text: told(), status, organisationId })
  const theirs = ours ? at.ward.organisationId : at.elsewhereOrganisation.id
  return {
    held: { id: held.id, item: held.items[0]?.id ?? '', seat: held.seats[0]?.id ?? '' },
    draft,
    written,
    edition,
    asked: await promise('ASKED', theirs),
    promised: await promise('ACCEPTED', theirs),
    askedOfPatient: await promise('ASKED', null),
    promisedByPatient: await promise('ACCEPTED', null),
  }
}

/** Everything a record can hold, at places that nobody of the policy works at, each word of it a canary. */
async function record(world: World, about: Situation, given: { personId?: string; municipalityId?: string } = {}) {
  const { db, at, canaries } = world
  const say = (leak: Parameters<Canaries['word']>[1], what: string) => canaries.word(about, leak, what)
  const names = { givenName: say('name', 'given name'), familyName: say('name', 'family name') }
  const hidden = about === 'protected' && { addressProtection: 'CONFIDENTIAL' as const }
  const who = await patient(db, { ...names, ...given, ...hidden })
  canaries.number(about, who.identityNumber)
  const by = at.elsewhereBy
  const kin = await person(db, { givenName: say('rest', 'representative') })
  const far = await stay(db, { patient: who, ward: at.elsewhere })
  const seen = await triage(db, {
    stay: far,
    by,
    score: 5,
    respiration: 25,
    pulse: 120,
    unsafe: true,
    scale: 'TWO',
    scaleDecidedBy: say('rest', 'triage elsewhere'),
  })
  const words = ['helps', 'worsens', 'signs', 'call', 'matters', 'helper'].map((field) => [field, say('words', field)])
  const [run, farCase, flag] = await Promise.all([
    fastTrack(db, { stay: far, ward: at.elsewhere, by }),
    vipCase(db, { patient: who, ward: at.elsewhere, by }),
    logFlag(db, {
      kind: 'SAME_NAME',
      by,
      patient: who,
      at: hoursAgo(30),
      place: { organisationId: at.elsewhereOrganisation.id },
    }),
    clearance(db, { triage: seen, by, clearedBy: say('rest', 'clearance elsewhere') }),
    ownPage(db, { patient: who, ...Object.fromEntries(words) }),
    criticalNote(db, { patient: who, by, text: say('words', 'note') }),
    phase(db, { patient: who, by }),
    careRelation(db, { patient: who, kind: 'INVITED', unit: at.elsewhere, personId: by.id }),
    representation(db, { patient: who, person: kin, document: say('never', 'document') }),
    consent(db, { patient: who, by, kind: 'PLAN' }),
    block(db, { patient: who, organisationId: at.elsewhereOrganisation.id }),
  ])
  const told = await gathering(db, { patient: who, ward: at.elsewhere, by, reason: say('traces', 'why they meet') })
  const asked = await recommendation(db, {
    patient: who,
    ward: at.elsewhere,
    from: at.coordinator,
    to: at.farCoordinator,
  })
  const met = await meetings(world, about, who, farCase)
  const issued = await card(db, { vipCase: farCase })
  return { who, far: { stay: far, run, triage: seen, flag, card: issued, met, meeting: told, recommendation: asked } }
}

async function gathering(db: Db, given: Parameters<typeof meeting>[1]): Promise<Gathering> {
  const called = await meeting(db, given)
  const { id: time } = await db.meetingTime.findFirstOrThrow({
    where: { meetingId: called.id },
    orderBy: { startsAt: 'asc' },
  })
  const { personId } = await db.patient.findUniqueOrThrow({ where: { id: given.patient.id } })
  const patientSeat = await seat(db, { meeting: called, capacity: 'PATIENT', ...(personId && { personId }) })
  const guestSeat = await seat(db, { meeting: called, capacity: 'OTHER', name: 'En gjest', email: 'gjest@example.no' })
  return { id: called.id, time, seat: called.seat.id, patientSeat: patientSeat.id, guestSeat: guestSeat.id }
}

type Arrival = {
  where?: 'desk' | 'secondDesk' | 'farDesk'
  ago?: number
  vip?: boolean
  triaged?: boolean
  unsafe?: boolean
  run?: Places['ward']
  steps?: readonly Step[]
  cancelled?: true
}

/** Came to a reception, as the nurse there registered it. */
async function arrive(world: World, about: Situation, who: Who, given: Arrival = {}): Promise<Facts> {
  const { db, at, people, canaries } = world
  const { where = 'desk', ago = 10, vip = true, unsafe = false, triaged = unsafe, run: asked, steps, cancelled } = given
  const [ward, nurse] =
    where === 'farDesk' ? [at.farWard, people.farDesk] : [at.ward, where === 'desk' ? people.desk : people.secondDesk]
  const active = vip ? await vipCase(db, { patient: who, ward }) : undefined
  const arrived = minutesAgo(ago)
  const session = await endedSession(db, { person: nurse, membership: { id: nurse.membershipId ?? '' }, from: arrived })
  const more = cancelled ? [{ kind: 'CANCELLED' as const, at: minutesAgo(1) }] : []
  const here = await stay(db, {
    patient: who,
    ward,
    reception: at[where],
    arrived,
    session,
    mode: 'AMBULANCE',
    status: 'IN_RECEPTION',
    more,
  })
  const said = { scale: 'TWO' as const, scaleDecidedBy: canaries.word(about, 'stay', 'triage') }
  const values = unsafe ? { score: 5, respiration: 25, pulse: 120, unsafe } : {}
  const measured = triaged
    ? await triage(db, { stay: here, by: nurse, measuredAt: minutesAgo(ago - 2), ...said, ...values })
    : undefined
  const run =
    asked &&
    (await fastTrack(db, { stay: here, ward, by: nurse, startedAt: minutesAgo(ago - 3), ...(steps && { steps }) }))
  return { stay: here, ...(active && { case: active }), ...(measured && { triage: measured }), ...(run && { run }) }
}

const noFacts: Facts = {}
const onlyStay = async (here: Promise<Stay>): Promise<Facts> => ({ stay: await here })
const onlyCase = async (vip: Promise<VipCase>): Promise<Facts> => ({ case: await vip })

/** Came to our ward, and to the second one from there, as the nurse on our ward wrote down then. */
const movedTo = ({ db, at, people }: World, who: Who, when: Date, recordedAt: Date) =>
  onlyStay(
    stay(db, {
      patient: who,
      ward: at.ward,
      reception: at.desk,
      more: [
        {
          kind: 'ON_WARD',
          at: when,
          unitId: at.secondWard.id,
          reason: 'OTHER_SPECIALTY',
          recordedAt,
          recordedById: people.ward.id,
          recordedRole: 'NURSE',
          recordedUnitId: at.ward.id,
        },
      ],
    }),
  )

/** VIP status, case, home care, GP and invitation at once, and a block. */
async function everywhere(
  { db, at, people }: World,
  who: Who,
  blocked: Partial<Parameters<typeof block>[1]>,
): Promise<Facts> {
  await careRelation(db, { patient: who, kind: 'MUNICIPALITY_CASE', organisationId: at.kommune.id })
  await careRelation(db, { patient: who, kind: 'HOME_CARE', unit: at.zone })
  await careRelation(db, { patient: who, kind: 'GP_LIST', organisationId: at.practice.id })
  await careRelation(db, { patient: who, kind: 'INVITED', unit: at.secondZone, personId: people.invited.id })
  await block(db, { ...blocked, patient: who })
  return onlyCase(vipCase(db, { patient: who, ward: at.ward }))
}

/** Our ward was asked, and the second one instead. */
const redirected = ({ at }: World): Step[] => [
  { kind: 'REDIRECTED', at: minutesAgo(3), to: at.secondWard, deviation: 'OTHER_SPECIALTY', moveOn: inDays(2) },
]

/** Somebody of that place looked at the patient, under a name that gives the patient away. */
async function looked({ db, at, canaries }: World, about: Situation, who: Who, where: 'desk' | 'farDesk' = 'desk') {
  const looker = await person(db, { givenName: canaries.word(about, 'looker', 'who looked') })
  const { id } = await membership(db, { person: looker, role: 'NURSE', unit: at[where], validUntil: hoursAgo(1) })
  const session = await endedSession(db, { person: looker, membership: { id }, from: hoursAgo(5) })
  await pastEntry(db, {
    session,
    patient: who,
    at: hoursAgo(4),
    purpose: 'ETREAT',
    ground: 'ETREAT',
    act: 'patient.check',
    outcome: 'none',
  })
  return looker
}

/** The same, and it was flagged. */
async function flagged(world: World, about: Situation, who: Who, where: 'desk' | 'farDesk' = 'desk') {
  const by = await looked(world, about, who, where)
  const { id: unitId, organisationId } = world.at[where]
  return logFlag(world.db, { kind: 'SAME_NAME', by, patient: who, at: hoursAgo(4), place: { organisationId, unitId } })
}

const glassBreakers = ['desk', 'ward', 'physician', 'gp'] as const
/** Opened by break-glass an hour ago; `over` when it has ended since. Everybody's stands in the queue of the own controller. */
async function emergencies(
  { db, at, people, canaries, sessionOf }: World,
  about: Situation,
  who: Who,
  { over = false, unblockedBy }: { over?: true | false; unblockedBy?: (typeof glassBreakers)[number] } = {},
): Promise<Facts> {
  const places = {
    desk: { organisationId: at.trust.id, unitId: at.desk.id },
    ward: { organisationId: at.trust.id, unitId: at.ward.id },
    physician: { organisationId: at.trust.id },
    gp: { organisationId: at.practice.id },
  }
  const roles = { desk: 'NURSE', ward: 'NURSE', physician: 'COLLABORATION_PHYSICIAN', gp: 'GP' } as const
  const all = await Promise.all(
    glassBreakers.map(async (key) => {
      const [by, place, role] = [people[key], places[key], roles[key]]
      // One ends by itself, and is not written down as ended until somebody opens it again.
      const ended = over && key !== 'desk' && { endedAt: minutesAgo(30), endCause: 'BY_HAND' as const }
      const opened = await emergencyAccess(db, {
        patient: who,
        by,
        session: { id: sessionOf(key) },
        place,
        role,
        reason: 'DANGER_TO_LIFE',
        text: `Måtte vite: ${canaries.word(about, 'reason', `what ${key} wrote`)}`,
        openedAt: over ? hoursAgo(5) : hoursAgo(1),
        ...ended,
      })
      if (unblockedBy === key)
        await db.blockOpening.create({
          data: {
            emergencyId: opened.id,
            patientId: who.id,
            reason: 'DANGER_TO_LIFE',
            text: `Måtte vite: ${canaries.word(about, 'reason', `why ${key} opened the block`)}`,
            openedAt: minutesAgo(50),
          },
        })
      const flagged = { by, role, patient: who, place, emergencyId: opened.id }
      return [key, opened.id, await logFlag(db, { kind: 'BREAK_GLASS', at: opened.openedAt, ...flagged })] as const
    }),
  )
  const [[, , flag] = []] = all
  return { ...(flag && { flag }), emergencies: Object.fromEntries(all.map(([key, id]) => [key, id])) }
}

type Maker = (world: World, who: Who) => Promise<Facts>
type Relation =
  | { kind: 'MUNICIPALITY_CASE' | 'GP_LIST'; organisationId: string }
  | { kind: 'HOME_CARE' | 'INVITED'; unit: Places['ward']; personId?: string }
const relation = ({ db }: World, who: Who, given: Relation, ended = false) =>
  careRelation(db, { patient: who, ...given, ...(ended && { validUntil: daysAgo(1) }) }).then(() => noFacts)

/** How each situation of the policy comes about. */
const makers: Record<Situation, Maker> = {
  none: async () => noFacts,
  vip: async (world, who) => {
    const flag = await flagged(world, 'vip', who)
    return { flag, case: await vipCase(world.db, { patient: who, ward: world.at.ward }) }
  },
  protected: ({ db, at }, who) => onlyCase(vipCase(db, { patient: who, ward: at.ward })),
  vipEnded: ({ db, at }, who) => vipCase(db, { patient: who, ward: at.ward, status: 'ENDED' }).then(() => noFacts),
  onWard: async ({ db, at, people }, who) => {
    const here = await stay(db, { patient: who, ward: at.ward, reception: at.desk })
    const to = { ...people.wardHead, membershipId: people.wardHead.membershipId ?? '' }
    const asked = await recommendation(db, { patient: who, ward: at.ward, from: at.coordinator, to })
    return { stay: here, recommendation: asked, meeting: await gathering(db, { patient: who, ward: at.ward, by: to }) }
  },
  left13: ({ db, at }, who) =>
    onlyStay(
      stay(db, { patient: who, ward: at.ward, status: 'DISCHARGED', arrived: daysAgo(20), discharged: daysAgo(13) }),
    ),
  left15: ({ db, at }, who) =>
    onlyStay(
      stay(db, { patient: who, ward: at.ward, status: 'DISCHARGED', arrived: daysAgo(20), discharged: daysAgo(15) }),
    ),
  died: async ({ db, at }, who) => {
    await vipCase(db, { patient: who, ward: at.ward })
    return onlyStay(
      stay(db, { patient: who, ward: at.ward, arrived: daysAgo(9), more: [{ kind: 'DIED', at: daysAgo(3) }] }),
    )
  },
  onLeave: ({ db, at }, who) =>
    onlyStay(
      stay(db, {
        patient: who,
        ward: at.ward,
        reception: at.desk,
        more: [{ kind: 'LEAVE_STARTED', at: hoursAgo(2), unitId: at.ward.id, reason: 'HOME_VISIT' }],
      }),
    ),
  // Written down an hour from now, so that the two minutes last as long as the tests.
  moved: (world, who) => movedTo(world, who, minutesAgo(3), inHours(2)),
  movedEarlier: (world, who) => movedTo(world, who, hoursAgo(1), hoursAgo(1)),
  again: async ({ db, at }, who) => {
    const here = { patient: who, ward: at.ward, reception: at.desk }
    const first = await stay(db, { ...here, status: 'DISCHARGED', arrived: daysAgo(5), discharged: hoursAgo(4) })
    const before = await db.stayEvent.findFirstOrThrow({ where: { stayId: first.id, kind: 'DISCHARGED' } })
    return { before, stay: await stay(db, { ...here, arrived: hoursAgo(2) }) }
  },
  arrived: (world, who) => arrive(world, 'arrived', who),
  arrivedPlain: (world, who) => arrive(world, 'arrivedPlain', who, { vip: false }),
  arrivedLate: (world, who) => arrive(world, 'arrivedLate', who, { ago: 125 }),
  arrivedYesterday: (world, who) => arrive(world, 'arrivedYesterday', who, { ago: 25 * 60 }),
  cancelled: async (world, who) => {
    await looked(world, 'cancelled', who)
    return arrive(world, 'cancelled', who, { vip: false, cancelled: true })
  },
  waiting: (world, who) => arrive(world, 'waiting', who, { triaged: true, run: world.at.ward }),
  treatFirst: (world, who) => arrive(world, 'treatFirst', who, { unsafe: true, run: world.at.ward }),
  asked: (world, who) => arrive(world, 'asked', who, { triaged: true, run: world.at.ward, steps: redirected(world) }),
  atSecondDesk: (world, who) => arrive(world, 'atSecondDesk', who, { where: 'secondDesk' }),
  received: async ({ db, at, people }, who) => {
    const active = await vipCase(db, { patient: who, ward: at.ward })
    const here = await stay(db, { patient: who, ward: at.ward, reception: at.desk, arrived: minutesAgo(120), wait: 28 })
    const run = await fastTrack(db, {
      stay: here,
      ward: at.ward,
      reception: at.desk,
      by: people.desk,
      status: 'RECEIVED',
    })
    return { case: active, stay: here, run }
  },
  caseOpen: (world, who) => relation(world, who, { kind: 'MUNICIPALITY_CASE', organisationId: world.at.kommune.id }),
  caseEnded: (world, who) =>
    relation(world, who, { kind: 'MUNICIPALITY_CASE', organisationId: world.at.kommune.id }, true),
  homeCare: (world, who) => relation(world, who, { kind: 'HOME_CARE', unit: world.at.zone }),
  gpList: (world, who) => relation(world, who, { kind: 'GP_LIST', organisationId: world.at.practice.id }),
  gpFormer: (world, who) => relation(world, who, { kind: 'GP_LIST', organisationId: world.at.practice.id }, true),
  invitation: (world, who) =>
    relation(world, who, { kind: 'INVITED', unit: world.at.secondZone, personId: world.people.invited.id }),
  invitationEnded: (world, who) =>
    relation(world, who, { kind: 'INVITED', unit: world.at.secondZone, personId: world.people.invited.id }, true),
  self: (world, who) => looked(world, 'self', who).then(() => noFacts),
  proxy: async (world, who) => {
    await looked(world, 'proxy', who)
    await representation(world.db, { patient: who, person: world.people.kin })
    return noFacts
  },
  proxyEnded: ({ db, people }, who) =>
    representation(db, { patient: who, person: people.kin, validUntil: daysAgo(1) }).then(() => noFacts),
  nurseHerself: (world, who) => looked(world, 'nurseHerself', who, 'farDesk').then(() => noFacts),
  blockedAll: (world, who) => everywhere(world, who, {}),
  blockedStatus: (world, who) => everywhere(world, who, { scope: 'VIP_STATUS' }),
  blockedTrust: (world, who) => everywhere(world, who, { organisationId: world.at.trust.id }),
  blockedNurse: (world, who) => everywhere(world, who, { personId: world.people.ward.id }),
  arrivedBlocked: async (world, who) => {
    await block(world.db, { patient: who })
    return arrive(world, 'arrivedBlocked', who, { triaged: true, run: world.at.ward, steps: redirected(world) })
  },
  arrivedStatusBlocked: async (world, who) => {
    await block(world.db, { patient: who, scope: 'VIP_STATUS' })
    return arrive(world, 'arrivedStatusBlocked', who, { triaged: true, run: world.at.ward, steps: redirected(world) })
  },
  glass: (world, who) => emergencies(world, 'glass', who),
  glassEnded: (world, who) => emergencies(world, 'glassEnded', who, { over: true }),
  glassBlocked: async (world, who) => {
    await block(world.db, { patient: who })
    return emergencies(world, 'glassBlocked', who)
  },
  glassUnblocked: async (world, who) => {
    await block(world.db, { patient: who, setAt: hoursAgo(2) })
    return emergencies(world, 'glassUnblocked', who, { unblockedBy: 'physician' })
  },
  far: async (world, who) => {
    const { db, at, people } = world
    const flag = await flagged(world, 'far', who, 'farDesk')
    await careRelation(db, { patient: who, kind: 'MUNICIPALITY_CASE', organisationId: at.farKommune.id })
    await careRelation(db, { patient: who, kind: 'HOME_CARE', unit: at.farZone })
    await careRelation(db, { patient: who, kind: 'GP_LIST', organisationId: at.farPractice.id })
    await representation(db, { patient: who, person: people.farKin })
    return { flag, ...(await arrive(world, 'far', who, { where: 'farDesk', triaged: true, run: at.farWard })) }
  },
}

export const isTheOne = { self: 'patient', nurseHerself: 'wardAtHome', far: 'farPatient' } as const

/** One more patient in a situation, who is the one who signs in when asked for; that one is then no other patient any more. */
export async function subject(world: World, about: Situation, signsIn = false): Promise<Subject> {
  const me = signsIn && about in isTheOne ? world.people[isTheOne[about as keyof typeof isTheOne]].id : undefined
  if (me)
    await world.db.patient.updateMany({
      where: { personId: me },
      data: { personId: null, version: { increment: 1 } },
    })
  const home =
    about === 'protected'
      ? (await municipality(world.db, { name: world.canaries.word(about, 'never', 'municipality') })).id
      : undefined
  const { who, far } = await record(world, about, {
    ...(me && { personId: me }),
    ...(home && { municipalityId: home }),
  })
  const facts: Facts = { ...(await makers[about](world, who)) }
  const issued = facts.case && (await card(world.db, { vipCase: facts.case }))
  const { stay: here, ...more } = facts
  return {
    about,
    id: who.id,
    number: who.identityNumber,
    ...more,
    far: { ...far, stay: await withEvents(world, far.stay) },
    ...(here && { stay: await withEvents(world, here) }),
    ...(issued && { card: issued }),
  }
}

const withEvents = async ({ db }: World, here: Stay): Promise<WithEvents> => ({
  ...here,
  written: await db.stayEvent.findMany({ where: { stayId: here.id }, orderBy: [{ at: 'asc' }, { id: 'asc' }] }),
})
