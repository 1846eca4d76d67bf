import { beforeAll, describe, expect, test } from 'vitest'
import type { Session } from '#lib/session'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin } from '#tests/support/admin'
import { vipCase } from '#tests/support/records/cases'
import { fastTrack } from '#tests/support/records/fast-tracks'
import { day, hoursAgo, inDays, inMinutes, minutesAgo } from '#tests/support/records/moments'
import { healthTrust, reception, ward } from '#tests/support/records/organisations'
import { staff } from '#tests/support/records/people'
import { block } from '#tests/support/records/relations'
import { stay, stayEvents } from '#tests/support/records/stays'
import { triage } from '#tests/support/records/triage'
import { everything, seen, seenInReception, wholeRecord } from '#tests/support/whole-record'
import type { Purpose } from '#prisma/generated/enums'

type Place = { id: string; organisationId: string }
let trust: { id: string }
let desk: Place
let post: Place
let otherPost: Place
let thirdPost: Place
let deskNurse: Session
let postNurse: Session
let otherNurse: Session
let thirdNurse: Session
let coordinator: Session
/** Whom no arrival at the desk concerns, each with the errands that fit. */
let outsiders: Record<string, Session>

beforeAll(async () => {
  trust = await healthTrust(admin)
  const farTrust = await healthTrust(admin)
  desk = await reception(admin, { organisation: trust })
  post = await ward(admin, { organisation: trust })
  otherPost = await ward(admin, { organisation: trust })
  thirdPost = await ward(admin, { organisation: trust })
  const nurse = async (unit: Place) => as(await staff(admin, { role: 'NURSE', unit }))
  deskNurse = await nurse(desk)
  postNurse = await nurse(post)
  otherNurse = await nurse(otherPost)
  thirdNurse = await nurse(thirdPost)
  coordinator = await as(await staff(admin, { role: 'FLOW_COORDINATOR', organisation: trust }))
  outsiders = {
    'another reception of the trust': await nurse(await reception(admin, { organisation: trust })),
    'another ward of the trust': thirdNurse,
    'the reception of another trust': await nurse(await reception(admin, { organisation: farTrust })),
    'the flow coordinator of another trust': await as(
      await staff(admin, { role: 'FLOW_COORDINATOR', organisation: farTrust }),
    ),
    'the collaboration physician of the trust': await as(
      await staff(admin, { role: 'COLLABORATION_PHYSICIAN', organisation: trust }),
    ),
  }
})

const theStay = ['stay', 'stay_event']
const theTriage = ['safety_clearance', 'triage']
const theTrack = ['fast_track', 'fast_track_step']
const words = ['critical_note', 'own_page', 'phase_record']
const emergency = [...words, 'vip_case']
const parts = (...names: string[]) => ['patient', ...names].toSorted()

/** Somebody with a whole record elsewhere, who came to the desk; a VIP patient of the post unless said otherwise. */
async function arrival({ arrived = minutesAgo(20), vip = true } = {}) {
  const who = await wholeRecord(admin)
  if (vip) await vipCase(admin, { patient: who, ward: post })
  const at = { patient: who, ward: post, reception: desk, arrived }
  return { who, here: await stay(admin, { ...at, status: 'IN_RECEPTION', mode: 'AMBULANCE' }) }
}

/** The same with triage and a fast track to another ward than the own. */
async function elsewhere() {
  const { who, here } = await arrival()
  const { id: by } = await staff(admin, { role: 'NURSE', unit: desk })
  const redirected = { kind: 'REDIRECTED', at: minutesAgo(8), to: otherPost } as const
  const reason = { deviation: 'OTHER_SPECIALTY', moveOn: inDays(2) } as const
  const steps = [{ ...redirected, ...reason }]
  const run = await seenInReception(admin, { stay: here, ward: post, by: { id: by }, steps })
  return { who, here, run }
}

const ids = ['stay', 'stay_event', 'triage', 'safety_clearance', 'fast_track', 'fast_track_step']
  .map((table) => `SELECT ${table === 'stay' ? 'id' : 'stay_id'}::text AS id FROM ${table} WHERE patient_id = $1::uuid`)
  .join(' UNION ')

/** The stays of which anything at all is seen. */
const staysSeen = (session: Session, purpose: Purpose, { id }: { id: string }) =>
  asRuntimeRole(session, purpose, (tx) => tx.$queryRawUnsafe<{ id: string }[]>(ids, id)).then((rows) =>
    rows.map((row) => row.id),
  )

describe('an arrival opens to the reception', () => {
  test('the stay and what helps in an emergency, as emergency care and for nothing else', async () => {
    const { who, here } = await arrival()
    expect(await seen(deskNurse, 'ETREAT', who)).toEqual(parts(...theStay, ...emergency))
    expect(await staysSeen(deskNurse, 'ETREAT', who)).toEqual([here.id])
    for (const purpose of ['TREAT', 'QUALITY', 'ADMIN'] as const)
      expect(await seen(deskNurse, purpose, who)).toEqual([])
  })

  test('its own triage and fast track, not those of other stays', async () => {
    const { who, here } = await elsewhere()
    expect(await seen(deskNurse, 'ETREAT', who)).toEqual(parts(...theStay, ...theTriage, ...theTrack, ...emergency))
    expect(await staysSeen(deskNurse, 'ETREAT', who)).toEqual([here.id])
  })

  test('nothing before it, and nothing to anybody else', async () => {
    const before = await wholeRecord(admin)
    expect(await seen(deskNurse, 'ETREAT', before)).toEqual([])
    const { who } = await arrival()
    for (const [name, session] of Object.entries(outsiders))
      for (const purpose of ['ETREAT', 'TREAT', 'QUALITY'] as const)
        expect([name, await seen(session, purpose, who)]).toEqual([name, []])
  })

  test('the same without a status here; that of another trust is not told', async () => {
    const { who } = await arrival({ vip: false })
    expect(await seen(deskNurse, 'ETREAT', who)).toEqual(parts(...theStay, ...words))
  })
})

describe('what helps in an emergency', () => {
  test('closes two hours after the arrival was written down when nobody has done triage, though nobody does anything', async () => {
    const end = Date.now() + 1_500
    const { who, here } = await arrival({ arrived: inMinutes(-120, new Date(end)) })
    expect(await seen(deskNurse, 'ETREAT', who)).toEqual(parts(...theStay, ...emergency))
    await new Promise((resolve) => setTimeout(resolve, end - Date.now() + 20))
    expect(await seen(deskNurse, 'ETREAT', who)).toEqual(parts(...theStay))
    expect(await staysSeen(deskNurse, 'ETREAT', who)).toEqual([here.id])
  })

  test('opens again with triage', async () => {
    const { who, here } = await arrival({ arrived: minutesAgo(121) })
    expect(await seen(deskNurse, 'ETREAT', who)).toEqual(parts(...theStay))
    await triage(admin, { stay: here, measuredAt: minutesAgo(1) })
    expect(await seen(deskNurse, 'ETREAT', who)).toEqual(parts(...theStay, 'triage', ...emergency))
  })

  test('stays open with triage for a day, and then all of it is closed', async () => {
    const { who, here } = await arrival({ arrived: hoursAgo(23) })
    await triage(admin, { stay: here })
    expect(await seen(deskNurse, 'ETREAT', who)).toEqual(parts(...theStay, 'triage', ...emergency))
    const late = await arrival({ arrived: minutesAgo(24 * 60 + 1) })
    await triage(admin, { stay: late.here })
    expect(await seen(deskNurse, 'ETREAT', late.who)).toEqual([])
  })
})

describe('the end of an arrival', () => {
  const end = (
    here: { id: string; patientId: string },
    kind: 'CANCELLED' | 'ON_WARD' | 'DISCHARGED',
    unitId?: string,
  ) => stayEvents(admin, { stay: here, events: [{ kind, at: minutesAgo(1), ...(unitId && { unitId }) }] })

  test.each(['CANCELLED', 'DISCHARGED'] as const)('%s closes it for reception and flow', async (kind) => {
    const { who, here } = await arrival()
    await end(here, kind)
    for (const session of [deskNurse, coordinator]) expect(await seen(session, 'ETREAT', who)).toEqual([])
  })

  test('on the ward closes it for reception and flow, and opens the record to the ward', async () => {
    const { who, here } = await arrival()
    await end(here, 'ON_WARD', otherPost.id)
    for (const session of [deskNurse, coordinator]) expect(await seen(session, 'ETREAT', who)).toEqual([])
    expect(await seen(otherNurse, 'TREAT', who)).toEqual(everything)
  })

  test('in another reception moves it there', async () => {
    const { who, here } = await arrival()
    const next = await reception(admin, { organisation: trust })
    await stayEvents(admin, { stay: here, events: [{ kind: 'IN_RECEPTION', at: minutesAgo(1), unitId: next.id }] })
    expect(await seen(deskNurse, 'ETREAT', who)).toEqual([])
    const session = await as(await staff(admin, { role: 'HEAD_NURSE', unit: next }))
    expect(await seen(session, 'ETREAT', who)).toEqual(parts(...theStay, ...emergency))
  })
})

describe('the flow coordinator', () => {
  test('sees status, stay, triage and fast track of a VIP patient of the trust who waits, and no word of the record', async () => {
    const { who, here } = await elsewhere()
    expect(await seen(coordinator, 'ETREAT', who)).toEqual(parts(...theStay, ...theTriage, ...theTrack, 'vip_case'))
    expect(await staysSeen(coordinator, 'ETREAT', who)).toEqual([here.id])
    for (const purpose of ['TREAT', 'QUALITY'] as const) expect(await seen(coordinator, purpose, who)).toEqual([])
  })

  test('sees none of those who are no VIP patients of the trust', async () => {
    const { who } = await arrival({ vip: false })
    expect(await seen(coordinator, 'ETREAT', who)).toEqual([])
  })

  test('of another trust sees nothing', async () => {
    const { who } = await elsewhere()
    const there = outsiders['the flow coordinator of another trust'] as Session
    for (const purpose of ['ETREAT', 'TREAT', 'QUALITY'] as const) expect(await seen(there, purpose, who)).toEqual([])
  })

  test('sees it from when the status begins and not after it has ended', async () => {
    const { who } = await arrival({ vip: false })
    const { id } = await vipCase(admin, { patient: who, ward: post })
    expect(await seen(coordinator, 'ETREAT', who)).toEqual(parts(...theStay, 'vip_case'))
    const ended = { status: 'ENDED', endedAt: new Date(), endCause: 'PATIENT_WISH', version: { increment: 1 } } as const
    await admin.vipCase.update({ where: { id }, data: ended })
    expect(await seen(coordinator, 'ETREAT', who)).toEqual([])
  })
})

describe('the ward that is asked', () => {
  const limited = () => parts(...theStay, ...theTriage, ...theTrack, ...emergency)

  test.each(['TREAT', 'ETREAT'] as const)(
    'sees that stay and what helps in an emergency, with errand %s',
    async (purpose) => {
      const { who, here } = await elsewhere()
      expect(await seen(otherNurse, purpose, who)).toEqual(limited())
      expect(await staysSeen(otherNurse, purpose, who)).toEqual([here.id])
      expect(await seen(thirdNurse, purpose, who)).toEqual([])
    },
  )

  test('is not the only one to see: the own ward keeps the whole record', async () => {
    const { who } = await elsewhere()
    expect(await seen(postNurse, 'TREAT', who)).toEqual(everything)
  })

  test('loses it when another is asked instead', async () => {
    const { who, run } = await elsewhere()
    const next = { wardId: thirdPost.id, askedAt: new Date(), moveOn: day(inDays(3)), version: { increment: 1 } }
    await admin.fastTrack.update({ where: { id: run.id }, data: next })
    expect(await seen(otherNurse, 'TREAT', who)).toEqual([])
    expect(await seen(thirdNurse, 'TREAT', who)).toEqual(limited())
  })

  test('loses it when the run is cancelled', async () => {
    const { who, run } = await elsewhere()
    await admin.fastTrack.update({ where: { id: run.id }, data: { status: 'CANCELLED', version: { increment: 1 } } })
    expect(await seen(otherNurse, 'TREAT', who)).toEqual([])
  })

  test('keeps it while it says no, until somebody asks another', async () => {
    const { who, here } = await arrival({ vip: false })
    await fastTrack(admin, { stay: here, ward: otherPost, status: 'REFUSED' })
    expect(await seen(otherNurse, 'TREAT', who)).toEqual(parts(...theStay, ...theTrack, ...words))
  })

  test('has an hour more when it has received, unless the stay is there', async () => {
    const at = { ward: otherPost, status: 'RECEIVED' } as const
    const [fresh, old] = [await arrival({ vip: false }), await arrival({ vip: false, arrived: minutesAgo(100) })]
    await fastTrack(admin, { ...at, stay: fresh.here, startedAt: minutesAgo(79) })
    expect(await seen(otherNurse, 'TREAT', fresh.who)).toEqual(parts(...theStay, ...theTrack, ...words))
    await fastTrack(admin, { ...at, stay: old.here, startedAt: minutesAgo(81) })
    expect(await seen(otherNurse, 'TREAT', old.who)).toEqual([])
  })
})

describe('a block', () => {
  const targets = {
    everybody: () => ({}),
    'the health trust': () => ({ organisationId: trust.id }),
  }
  test.each(Object.entries(targets))(
    'of everything for %s closes the arrival to reception, flow and the ward',
    async (_, to) => {
      const { who } = await elsewhere()
      await block(admin, { patient: who, ...to() })
      for (const session of [deskNurse, coordinator, otherNurse]) expect(await seen(session, 'ETREAT', who)).toEqual([])
    },
  )

  test.each(Object.entries(targets))(
    'of the VIP status for %s hides case and fast track; whoever is only there because of it sees nothing',
    async (_, to) => {
      const { who } = await elsewhere()
      await block(admin, { patient: who, scope: 'VIP_STATUS', ...to() })
      const rest = parts(...theStay, ...theTriage, ...emergency).filter((name) => name !== 'vip_case')
      expect(await seen(deskNurse, 'ETREAT', who)).toEqual(rest)
      expect(await seen(otherNurse, 'TREAT', who)).toEqual([])
      expect(await seen(coordinator, 'ETREAT', who)).toEqual([])
    },
  )

  test('of the reception leaves the ward that is asked, and the other way round', async () => {
    const [one, two] = [await elsewhere(), await elsewhere()]
    await block(admin, { patient: one.who, unitId: desk.id })
    await block(admin, { patient: two.who, unitId: otherPost.id })
    const both = ({ who }: { who: { id: string } }) =>
      Promise.all([seen(deskNurse, 'ETREAT', who), seen(otherNurse, 'TREAT', who)])
    const open = parts(...theStay, ...theTriage, ...theTrack, ...emergency)
    expect(await both(one)).toEqual([[], open])
    expect(await both(two)).toEqual([open, []])
  })
})
