import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Session } from '#lib/session'
import { actorOf } from '#lib/signed-in'
import { as } from '#tests/support/acting'
import { admin, signIn } from '#tests/support/admin'
import { vipCase } from '#tests/support/records/cases'
import { emergencyAccess } from '#tests/support/records/log-flags'
import { daysAgo, hoursAgo, inHours, minutesAgo } from '#tests/support/records/moments'
import { healthTrust, municipality, practice, unit, ward, zone } from '#tests/support/records/organisations'
import { patient } from '#tests/support/records/patients'
import { citizen, staff } from '#tests/support/records/people'
import { block, careRelation, representation } from '#tests/support/records/relations'
import { stay } from '#tests/support/records/stays'
import { butTheStatus, everything, seen, wholeRecord } from '#tests/support/whole-record'
import type { BlockScope, Purpose } from '#prisma/generated/enums'

const runs = process.env['PROOF'] ? 1_000 : 25

const actors = [
  ...(['caseworker', 'gp', 'zoneLeader', 'invited', 'wardNurse', 'otherNurse', 'kin'] as const),
  // By break-glass alone; of the physician also when what was blocked is opened.
  ...(['emergencyNurse', 'emergencyDoctor'] as const),
] as const
type Name = (typeof actors)[number]
type Actor = { id: string; session: Session; purpose: Purpose; places: string[] }

const when = { now: {}, not_yet: { from: inHours(2) }, over: { until: hoursAgo(2) } } as const
type When = keyof typeof when
const grounds = [
  'municipality',
  'gp',
  'homeCare',
  'invited',
  'vipWard',
  'stay',
  'kin',
  'glass',
  'glassOfDoctor',
] as const
type Fact = { ground: (typeof grounds)[number]; when: When }
type Block = {
  scope: BlockScope
  target: 'everybody' | 'trust' | 'kommune' | 'leger' | 'post' | 'district' | Name
  when: When
}

const times = fc.constantFrom(...(Object.keys(when) as When[]))
const facts = fc.uniqueArray(fc.record<Fact>({ ground: fc.constantFrom(...grounds), when: times }), {
  maxLength: 7,
  selector: ({ ground }) => ground,
})
const aBlock = fc.record<Block>({
  scope: fc.constantFrom('ALL', 'VIP_STATUS'),
  target: fc.constantFrom('everybody', 'trust', 'kommune', 'leger', 'post', 'district', ...actors),
  when: times,
})

let places: Record<'trust' | 'kommune' | 'leger' | 'post' | 'district', { id: string; organisationId: string }>
let people: Record<Name, Actor>

beforeAll(async () => {
  const [trust, kommune, leger] = [await healthTrust(admin), await municipality(admin), await practice(admin)]
  const whole = ({ id }: { id: string }) => ({ id, organisationId: id })
  const [post, otherPost] = [await ward(admin, { organisation: trust }), await ward(admin, { organisation: trust })]
  const [office, district] = [
    await unit(admin, { organisation: kommune, kind: 'OFFICE' }),
    await zone(admin, { organisation: kommune }),
  ]
  places = { trust: whole(trust), kommune: whole(kommune), leger: whole(leger), post, district }

  const worker = async (
    role: 'CASEWORKER' | 'GP' | 'PARTICIPANT' | 'NURSE' | 'COLLABORATION_PHYSICIAN',
    at: typeof post,
    purpose: Purpose = 'TREAT',
  ) => {
    const who = await staff(admin, { role, unit: at })
    return { id: who.id, session: await as(who), purpose, places: [at.id, at.organisationId] }
  }
  const kin = await citizen(admin)
  await representation(admin, { patient: await patient(admin), person: kin })
  people = {
    caseworker: await worker('CASEWORKER', office, 'COC'),
    gp: await worker('GP', await unit(admin, { organisation: leger, kind: 'OFFICE' })),
    zoneLeader: await worker('PARTICIPANT', district),
    invited: await worker('PARTICIPANT', office),
    wardNurse: await worker('NURSE', post),
    otherNurse: await worker('NURSE', otherPost),
    emergencyNurse: await worker('NURSE', otherPost, 'BTG'),
    emergencyDoctor: await worker('COLLABORATION_PHYSICIAN', otherPost, 'BTG'),
    kin: { id: kin.id, session: await signIn(kin.issuer, kin.subject, true), purpose: 'PROXY', places: [] },
  }
})

/** Whom a ground opens the record to, said once more in the simplest way there is. */
const opensTo: Record<Fact['ground'], Name> = {
  municipality: 'caseworker',
  gp: 'gp',
  homeCare: 'zoneLeader',
  invited: 'invited',
  vipWard: 'wardNurse',
  stay: 'wardNurse',
  kin: 'kin',
  glass: 'emergencyNurse',
  glassOfDoctor: 'emergencyDoctor',
}

async function relate(who: { id: string }, { ground, when: time }: Fact) {
  const { from, until }: { from?: Date; until?: Date } = when[time]
  const span = { patient: who, validFrom: from ?? daysAgo(9), ...(until && { validUntil: until }) }
  const { post, district, kommune, leger } = places
  switch (ground) {
    case 'municipality':
      return careRelation(admin, { kind: 'MUNICIPALITY_CASE', organisationId: kommune.id, ...span })
    case 'gp':
      return careRelation(admin, { kind: 'GP_LIST', organisationId: leger.id, ...span })
    case 'homeCare':
      return careRelation(admin, { kind: 'HOME_CARE', unit: district, ...span })
    case 'invited':
      return careRelation(admin, { kind: 'INVITED', unit: district, personId: people.invited.id, ...span })
    case 'kin':
      return representation(admin, { person: { id: people.kin.id }, ...span })
    case 'vipWard':
      return vipCase(admin, { patient: who, ward: post, activeAt: span.validFrom, status: until ? 'ENDED' : 'ACTIVE' })
    case 'glass':
    case 'glassOfDoctor':
      return breakGlass(who, opensTo[ground], when[time])
    case 'stay':
      return until
        ? stay(admin, { patient: who, ward: post, status: 'DISCHARGED', arrived: daysAgo(40), discharged: daysAgo(15) })
        : stay(admin, { patient: who, ward: post, status: from ? 'EXPECTED' : 'ON_WARD' })
  }
}

/** Opened now, or some time ago and over; nobody opens it for later. */
async function breakGlass(who: { id: string }, name: Name, { from, until }: { from?: Date; until?: Date }) {
  if (from) return
  const { id, session } = people[name]
  const [actor, openedAt] = [await actorOf(session), until ? hoursAgo(6) : minutesAgo(1)]
  await emergencyAccess(admin, {
    patient: who,
    by: { id },
    session: { id: actor?.sessionId ?? '' },
    role: actor?.role ?? 'NURSE',
    place: { organisationId: actor?.organisation?.id ?? '', unitId: actor?.unit?.id ?? '' },
    reason: 'OTHER',
    text: 'Noe har skjedd med pasienten.',
    openedAt,
  })
}

function setBlock(who: { id: string }, { scope, target, when: time }: Block) {
  const { from, until }: { from?: Date; until?: Date } = when[time]
  const span = { patient: who, scope, setAt: from ?? daysAgo(9), ...(until && { liftedAt: until }) }
  if (target === 'everybody') return block(admin, span)
  if (target === 'post' || target === 'district') return block(admin, { ...span, unitId: places[target].id })
  if (target in places) return block(admin, { ...span, organisationId: places[target as 'trust'].id })
  return block(admin, { ...span, personId: people[target as Name].id })
}

function meets(name: Name, { target }: Block) {
  if (target === 'everybody') return name !== 'kin'
  return target === name || (target in places && people[name].places.includes(places[target as 'trust'].id))
}

/** Consents, blocks and what goes on in a reception are not opened by break-glass; a consent to the status tells it. */
const notInEmergency = [
  ...['consent', 'vip_consent', 'access_block'],
  ...['triage', 'safety_clearance', 'fast_track', 'fast_track_step'],
]

function expected(name: Name, given: Fact[], blocks: Block[]): string[] {
  const isOpen = given.some((fact) => opensTo[fact.ground] === name && fact.when === 'now')
  const against = blocks.filter((one) => one.when === 'now' && meets(name, one))
  if (!isOpen || against.some(({ scope }) => scope === 'ALL')) return []
  const open = against.length ? butTheStatus : everything
  return people[name].purpose === 'BTG' ? open.filter((part) => !notInEmergency.includes(part)) : open
}

const expectedOfAll = (given: Fact[], blocks: Block[]) =>
  Object.fromEntries(actors.map((name) => [name, expected(name, given, blocks)]))

const whatEachSees = async (who: { id: string }) => {
  const sights: Partial<Record<Name, string[]>> = {}
  for (const name of actors) sights[name] = await seen(people[name].session, people[name].purpose, who)
  return sights
}

test(
  'everybody sees what a relation opens and no block closes, and one more block never widens it',
  async () => {
    const property = fc.asyncProperty(
      facts,
      fc.array(aBlock, { maxLength: 3 }),
      aBlock,
      async (given, blocks, oneMore) => {
        const who = await wholeRecord(admin)
        for (const fact of given) await relate(who, fact)
        for (const one of blocks) await setBlock(who, one)
        const before = await whatEachSees(who)
        expect(before).toEqual(expectedOfAll(given, blocks))

        await setBlock(who, oneMore)
        const after = await whatEachSees(who)
        expect(after).toEqual(expectedOfAll(given, [...blocks, oneMore]))
        for (const name of actors) expect(before[name]).toEqual(expect.arrayContaining(after[name] ?? []))
      },
    )
    await fc.assert(property, { numRuns: runs })
  },
  30_000 + runs * 3_000,
)
