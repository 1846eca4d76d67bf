// oxlint-disable max-lines -- a table of how each situation comes about
import type { Canaries } from '#tests/support/matrix/canaries'
import type { Member, PersonKey, Places } from '#tests/support/matrix/places'
import { pastEntry } from '#tests/support/records/audit'
import { card, vipCase } from '#tests/support/records/cases'
import { fastTrack, type Step } from '#tests/support/records/fast-tracks'
import type { Db, Stored } from '#tests/support/records/ids'
import { daysAgo, hoursAgo, inDays, minutesAgo } from '#tests/support/records/moments'
import { municipality } from '#tests/support/records/organisations'
import { criticalNote, ownPage, patient, phase } from '#tests/support/records/patients'
import { membership, person } from '#tests/support/records/people'
import { block, careRelation, consent, representation } from '#tests/support/records/relations'
import { endedSession } from '#tests/support/records/sessions'
import { stay } from '#tests/support/records/stays'
import { clearance, triage } from '#tests/support/records/triage'
import type { Situation } from '#tests/security/policy'
import type { FastTrack, Stay, VipCase } from '#prisma/generated/client'

type Facts = { case?: VipCase; stay?: Stay; run?: FastTrack; triage?: { id: string } }
/** A patient of one situation, with what the situation tells of; `far` is of the record that everybody has elsewhere. */
export type Subject = Facts & {
  about: Situation
  id: string
  number: string
  far: { stay: Stay; run: FastTrack; triage: { id: string }; card: Stored }
  card?: Stored
}
export type World = { db: Db; at: Places; people: Record<PersonKey, Member>; canaries: Canaries }
type Who = Stored

/** Everything a record can hold, at places that nobody of the policy works at, each word of it a canary. */
async function record(
  { db, at, canaries }: World,
  about: Situation,
  given: { personId?: string; municipalityId?: string } = {},
) {
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
  const [run, farCase] = await Promise.all([
    fastTrack(db, { stay: far, ward: at.elsewhere, by }),
    vipCase(db, { patient: who, ward: at.elsewhere, by }),
    clearance(db, { triage: seen, by, clearedBy: say('rest', 'clearance elsewhere') }),
    ownPage(db, { patient: who, ...Object.fromEntries(words) }),
    criticalNote(db, { patient: who, by, text: say('words', 'note') }),
    phase(db, { patient: who, by }),
    careRelation(db, { patient: who, kind: 'INVITED', unit: at.elsewhere, personId: by.id }),
    representation(db, { patient: who, person: kin, document: say('never', 'document') }),
    consent(db, { patient: who, by, kind: 'PLAN' }),
    block(db, { patient: who, organisationId: at.elsewhereOrganisation.id }),
  ])
  return { who, far: { stay: far, run, triage: seen, card: await card(db, { vipCase: farCase }) } }
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
const onlyCase = async (vip: Promise<VipCase>): Promise<Facts> => ({ case: await vip })

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
  const looker = await person(db, { givenName: canaries.word(about, 'rest', 'who looked') })
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
    await looked(world, 'vip', who)
    return onlyCase(vipCase(world.db, { patient: who, ward: world.at.ward }))
  },
  protected: ({ db, at }, who) => onlyCase(vipCase(db, { patient: who, ward: at.ward })),
  vipEnded: ({ db, at }, who) => vipCase(db, { patient: who, ward: at.ward, status: 'ENDED' }).then(() => noFacts),
  onWard: ({ db, at }, who) => stay(db, { patient: who, ward: at.ward, reception: at.desk }).then(() => noFacts),
  left13: ({ db, at }, who) =>
    stay(db, { patient: who, ward: at.ward, status: 'DISCHARGED', arrived: daysAgo(20), discharged: daysAgo(13) }).then(
      () => noFacts,
    ),
  left15: ({ db, at }, who) =>
    stay(db, { patient: who, ward: at.ward, status: 'DISCHARGED', arrived: daysAgo(20), discharged: daysAgo(15) }).then(
      () => noFacts,
    ),
  died: async ({ db, at }, who) => {
    await vipCase(db, { patient: who, ward: at.ward })
    await stay(db, { patient: who, ward: at.ward, arrived: daysAgo(9), more: [{ kind: 'DIED', at: daysAgo(3) }] })
    return noFacts
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
  far: async (world, who) => {
    const { db, at, people } = world
    await looked(world, 'far', who, 'farDesk')
    await careRelation(db, { patient: who, kind: 'MUNICIPALITY_CASE', organisationId: at.farKommune.id })
    await careRelation(db, { patient: who, kind: 'HOME_CARE', unit: at.farZone })
    await careRelation(db, { patient: who, kind: 'GP_LIST', organisationId: at.farPractice.id })
    await representation(db, { patient: who, person: people.farKin })
    return arrive(world, 'far', who, { where: 'farDesk', triaged: true, run: at.farWard })
  },
}

const isTheOne = { self: 'patient', nurseHerself: 'wardAtHome', far: 'farPatient' } as const

/** One more patient in a situation; only the first of it is somebody who signs in. */
export async function subject(world: World, about: Situation, first = false): Promise<Subject> {
  const me = first && about in isTheOne ? world.people[isTheOne[about as keyof typeof isTheOne]].id : undefined
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
  return { about, id: who.id, number: who.identityNumber, far, ...facts, ...(issued && { card: issued }) }
}
