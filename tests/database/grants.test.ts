import { beforeAll, describe, expect, test } from 'vitest'
import type { Session } from '#lib/session'
import { as, asRuntimeRole } from '#tests/support/acting'
import { admin, signIn } from '#tests/support/admin'
import { card, vipCase } from '#tests/support/records/cases'
import { daysAgo, hoursAgo, inDays, inHours } from '#tests/support/records/moments'
import { healthTrust, municipality, practice, reception, unit, ward, zone } from '#tests/support/records/organisations'
import { patient } from '#tests/support/records/patients'
import { citizen, staff } from '#tests/support/records/people'
import { block, careRelation, representation } from '#tests/support/records/relations'
import { stay, stayEvents } from '#tests/support/records/stays'
import { butTheStatus, everything, seen, wholeRecord } from '#tests/support/whole-record'
import type { CaseStatus, Purpose, Role } from '#prisma/generated/enums'

type Place = { id: string; organisationId: string }
let trust: { id: string }
let post: Place
let otherPost: Place
let desk: Place
let kommune: { id: string }
let office: Place
let district: Place
let leger: { id: string }
let nurse: Session
let otherNurse: Session
let farNurse: Session

beforeAll(async () => {
  trust = await healthTrust(admin)
  post = await ward(admin, { organisation: trust })
  otherPost = await ward(admin, { organisation: trust })
  desk = await reception(admin, { organisation: trust })
  kommune = await municipality(admin)
  office = await unit(admin, { organisation: kommune, kind: 'OFFICE' })
  district = await zone(admin, { organisation: kommune })
  leger = await practice(admin)
  nurse = await as(await staff(admin, { role: 'NURSE', unit: post }))
  otherNurse = await as(await staff(admin, { role: 'HEAD_NURSE', unit: otherPost }))
  farNurse = await as(await staff(admin, { role: 'NURSE', unit: await ward(admin) }))
})

type Span = { validFrom?: Date; validUntil?: Date }
type Edge = {
  name: string
  purpose: Purpose
  /** Somebody on the right side, and somebody of the same role elsewhere. */
  people: () => Promise<{ insider: { id: string; session: Session }; outsider: Session }>
  relate: (patient: { id: string }, insider: { id: string }, span: Span) => Promise<{ id: string }>
}

const both = async (
  role: Role,
  here: { unit: Place } | { organisation: { id: string } },
  there: { unit: Place } | { organisation: { id: string } },
) => {
  const insider = await staff(admin, { role, ...here })
  return {
    insider: { id: insider.id, session: await as(insider) },
    outsider: await as(await staff(admin, { role, ...there })),
  }
}

const edges: Edge[] = [
  {
    name: 'a case of the municipality opens the record to its caseworkers',
    purpose: 'COC',
    people: async () => both('CASEWORKER', { unit: office }, { organisation: await municipality(admin) }),
    relate: (who, _, span) =>
      careRelation(admin, { patient: who, kind: 'MUNICIPALITY_CASE', organisationId: kommune.id, ...span }),
  },
  {
    name: "a GP's list opens it to the GPs of the practice",
    purpose: 'TREAT',
    people: async () => both('GP', { organisation: leger }, { organisation: await practice(admin) }),
    relate: (who, _, span) => careRelation(admin, { patient: who, kind: 'GP_LIST', organisationId: leger.id, ...span }),
  },
  {
    name: 'home care opens it to the zone, not to the next zone of the same municipality',
    purpose: 'TREAT',
    people: async () => both('PARTICIPANT', { unit: district }, { unit: await zone(admin, { organisation: kommune }) }),
    relate: (who, _, span) => careRelation(admin, { patient: who, kind: 'HOME_CARE', unit: district, ...span }),
  },
  {
    name: 'an invitation opens it to the one who was invited, not to the others of the unit',
    purpose: 'TREAT',
    people: () => both('PARTICIPANT', { unit: district }, { unit: district }),
    relate: (who, { id: personId }, span) =>
      careRelation(admin, { patient: who, kind: 'INVITED', unit: district, personId, ...span }),
  },
  {
    name: 'standing for somebody opens it to that person',
    purpose: 'PROXY',
    people: async () => {
      // Both stand for somebody, since they could not sign in otherwise.
      const [insider, outsider] = [await citizen(admin), await citizen(admin)]
      for (const person of [insider, outsider]) await representation(admin, { patient: await patient(admin), person })
      const session = await signIn(insider.issuer, insider.subject, true)
      return { insider: { id: insider.id, session }, outsider: await signIn(outsider.issuer, outsider.subject, true) }
    },
    relate: (who, person, span) => representation(admin, { patient: who, person, ...span }),
  },
]

describe.each(edges)('$name', ({ purpose, people, relate }) => {
  let insider: { id: string; session: Session }
  let outsider: Session
  let who: { id: string }
  const look = async () => [await seen(insider.session, purpose, who), await seen(outsider, purpose, who)]

  beforeAll(async () => ({ insider, outsider } = await people()))
  beforeAll(async () => {
    who = await wholeRecord(admin)
  })

  test('before it begins, nothing', async () => {
    expect(await look()).toEqual([[], []])
    await relate(who, insider, { validFrom: inHours(1) })
    expect(await look()).toEqual([[], []])
  })

  test('after it has ended, nothing', async () => {
    await relate(who, insider, { validFrom: daysAgo(2), validUntil: hoursAgo(1) })
    expect(await look()).toEqual([[], []])
  })

  test('while it lasts, everything; and nothing from the moment it ends, though nobody does anything', async () => {
    const end = new Date(Date.now() + 1_500)
    await relate(who, insider, { validFrom: hoursAgo(1), validUntil: end })
    expect(await look()).toEqual([everything, []])
    await new Promise((resolve) => setTimeout(resolve, end.getTime() - Date.now() + 20))
    expect(await look()).toEqual([[], []])
  })

  test('when it is ended, nothing at once', async () => {
    const { id } = await relate(who, insider, {})
    expect(await look()).toEqual([everything, []])
    const ended = { where: { id }, data: { validUntil: new Date(), version: { increment: 1 } } }
    await (purpose === 'PROXY' ? admin.representation.update(ended) : admin.careRelation.update(ended))
    expect(await look()).toEqual([[], []])
  })
})

describe('the VIP ward', () => {
  const opens: Record<CaseStatus, boolean> = {
    RECOMMENDED: false,
    MEETING_CALLED: false,
    DECIDED_NO: false,
    POSTPONED: false,
    ACTIVE: true,
    UNDER_REVIEW: true,
    ENDED: false,
  }
  test.each(Object.entries(opens) as [CaseStatus, boolean][])(
    'sees a patient whose case is %s: %s',
    async (status, isOpen) => {
      const who = await wholeRecord(admin)
      await vipCase(admin, { patient: who, ward: post, status })
      expect(await seen(nurse, 'TREAT', who)).toEqual(isOpen ? everything : [])
      expect(await seen(otherNurse, 'TREAT', who)).toEqual([])
      expect(await seen(farNurse, 'TREAT', who)).toEqual([])
    },
  )

  test('sees nothing before the status begins', async () => {
    const who = await wholeRecord(admin)
    await vipCase(admin, { patient: who, ward: post, activeAt: inHours(1) })
    expect(await seen(nurse, 'TREAT', who)).toEqual([])
  })

  test('changes when the patient moves to another ward', async () => {
    const who = await wholeRecord(admin)
    const { id } = await vipCase(admin, { patient: who, ward: post })
    await admin.vipCase.update({ where: { id }, data: { wardId: otherPost.id, version: { increment: 1 } } })
    expect(await seen(nurse, 'TREAT', who)).toEqual([])
    expect(await seen(otherNurse, 'TREAT', who)).toEqual(everything)
  })
})

describe('the end of VIP status', () => {
  const end = { status: 'ENDED', endedAt: new Date(), endCause: 'PATIENT_WISH', version: { increment: 1 } } as const

  test('revokes the card and takes away the access of the ward in the same transaction', async () => {
    const who = await wholeRecord(admin)
    const active = await vipCase(admin, { patient: who, ward: post })
    const issued = await card(admin, { vipCase: active })
    const after = (tx: Pick<typeof admin, 'card' | 'accessGrant'>) =>
      Promise.all([
        tx.card.findUnique({ where: { id: issued.id }, select: { status: true, endedAt: true, version: true } }),
        tx.accessGrant.count({ where: { patientId: who.id, ground: 'VIP_WARD', principalId: post.id } }),
      ])

    const undone = admin.$transaction(async (tx) => {
      await tx.vipCase.update({ where: { id: active.id }, data: end })
      expect(await after(tx)).toEqual([{ status: 'REVOKED', endedAt: end.endedAt, version: 2 }, 0])
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await after(admin)).toEqual([{ status: 'ISSUED', endedAt: null, version: 1 }, 1])
    expect(await seen(nurse, 'TREAT', who)).toEqual(everything)

    await admin.vipCase.update({ where: { id: active.id }, data: end })
    expect(await after(admin)).toEqual([{ status: 'REVOKED', endedAt: end.endedAt, version: 2 }, 0])
    expect(await seen(nurse, 'TREAT', who)).toEqual([])
  })

  test('leaves the ward what a recent stay there gives', async () => {
    const who = await wholeRecord(admin)
    const active = await vipCase(admin, { patient: who, ward: post })
    await stay(admin, { patient: who, ward: post, status: 'DISCHARGED', arrived: daysAgo(9), discharged: daysAgo(3) })
    await admin.vipCase.update({ where: { id: active.id }, data: end })
    expect(await seen(nurse, 'TREAT', who)).toEqual(everything)
  })
})

describe('a stay', () => {
  const hour = 1 / 24

  test.each(['EXPECTED', 'ARRIVED', 'IN_RECEPTION', 'CANCELLED'] as const)(
    'that is %s opens nothing to the ward',
    async (status) => {
      const who = await wholeRecord(admin)
      await stay(admin, { patient: who, ward: post, reception: desk, status })
      expect(await seen(nurse, 'TREAT', who)).toEqual([])
    },
  )

  test.each(['ON_WARD', 'READY_FOR_DISCHARGE'] as const)('that is %s opens the record to the ward', async (status) => {
    const who = await wholeRecord(admin)
    await stay(admin, { patient: who, ward: post, reception: desk, status })
    expect(await seen(nurse, 'TREAT', who)).toEqual(everything)
    expect(await seen(otherNurse, 'TREAT', who)).toEqual([])
  })

  test.each([
    ['within', 14 - hour, everything],
    ['after', 14 + hour, []],
  ])('%s fourteen days from its end', async (_, ago, parts) => {
    const who = await wholeRecord(admin)
    const times = { arrived: daysAgo(30), discharged: daysAgo(ago) }
    await stay(admin, { patient: who, ward: post, status: 'DISCHARGED', ...times })
    expect(await seen(nurse, 'TREAT', who)).toEqual(parts)

    const dead = await wholeRecord(admin)
    const died = { kind: 'DIED', at: daysAgo(ago) } as const
    await stay(admin, { patient: dead, ward: post, arrived: daysAgo(30), more: [died] })
    expect(await seen(nurse, 'TREAT', dead)).toEqual(parts)
  })

  test('opens to the ward that the patient is moved to, and closes to the other', async () => {
    const who = await wholeRecord(admin)
    const current = await stay(admin, { patient: who, ward: post })
    await stayEvents(admin, { stay: current, events: [{ kind: 'ON_WARD', at: hoursAgo(1), unitId: otherPost.id }] })
    expect(await seen(nurse, 'TREAT', who)).toEqual([])
    expect(await seen(otherNurse, 'TREAT', who)).toEqual(everything)
  })

  test('goes on through leave', async () => {
    const who = await wholeRecord(admin)
    await stay(admin, { patient: who, ward: post, more: [{ kind: 'LEAVE_STARTED', at: hoursAgo(5) }] })
    expect(await seen(nurse, 'TREAT', who)).toEqual(everything)
  })

  test('that was never told to be admitted still gets its days', async () => {
    const who = await wholeRecord(admin)
    const empty = await stay(admin, { patient: who, ward: post, status: 'EXPECTED' })
    await stayEvents(admin, { stay: empty, events: [{ kind: 'DISCHARGED', at: daysAgo(1), unitId: post.id }] })
    expect(await seen(nurse, 'TREAT', who)).toEqual(everything)
  })
})

describe('a patient', () => {
  test('sees the own record and nobody else’s', async () => {
    const me = await citizen(admin)
    const mine = await wholeRecord(admin, { personId: me.id })
    const session = await signIn(me.issuer, me.subject, true)
    expect(await seen(session, 'OWN', mine)).toEqual(everything)
    expect(await seen(session, 'OWN', await wholeRecord(admin))).toEqual([])
  })

  test('who stands for another patient sees that record as somebody who stands for, not as the own', async () => {
    const me = await citizen(admin)
    const [mine, childs] = [await wholeRecord(admin, { personId: me.id }), await wholeRecord(admin)]
    await representation(admin, { patient: childs, person: me, kind: 'PARENT' })
    const session = await signIn(me.issuer, me.subject, true)
    expect([await seen(session, 'OWN', mine), await seen(session, 'OWN', childs)]).toEqual([everything, []])
    expect([await seen(session, 'PROXY', mine), await seen(session, 'PROXY', childs)]).toEqual([[], everything])
  })

  test('who works in health care sees neither the own nor the family’s record at work', async () => {
    const me = await staff(admin, { role: 'NURSE', unit: post })
    const [mine, childs] = [await wholeRecord(admin, { personId: me.id }), await wholeRecord(admin)]
    await representation(admin, { patient: childs, person: me, kind: 'PARENT' })
    const session = await as(me)
    expect([await seen(session, 'TREAT', mine), await seen(session, 'TREAT', childs)]).toEqual([[], []])
    await vipCase(admin, { patient: childs, ward: post })
    expect(await seen(session, 'TREAT', childs)).toEqual(everything)
  })
})

describe('an errand', () => {
  const fits: Record<Exclude<Role, 'SERVICE'>, Purpose[]> = {
    NURSE: ['TREAT', 'ETREAT', 'QUALITY', 'ADMIN'],
    HEAD_NURSE: ['TREAT', 'ETREAT', 'QUALITY', 'ADMIN'],
    FLOW_COORDINATOR: ['TREAT', 'ETREAT', 'QUALITY', 'ADMIN'],
    COLLABORATION_PHYSICIAN: ['TREAT', 'ETREAT', 'QUALITY', 'ADMIN'],
    PARTICIPANT: ['TREAT', 'ETREAT', 'QUALITY', 'ADMIN'],
    GP: ['TREAT', 'ETREAT', 'QUALITY', 'ADMIN'],
    CASEWORKER: ['TREAT', 'COC', 'QUALITY', 'ADMIN'],
    LOG_CONTROLLER: ['CONTROL', 'ADMIN'],
    ORG_ADMIN: ['ADMIN'],
    PATIENT: ['OWN', 'PROXY', 'ADMIN'],
    NEXT_OF_KIN: ['PROXY', 'ADMIN'],
  }
  const all: Purpose[] = ['TREAT', 'ETREAT', 'COC', 'BTG', 'QUALITY', 'OWN', 'PROXY', 'CONTROL', 'ADMIN', 'SERVICE']
  const clinical: Purpose[] = ['TREAT', 'ETREAT', 'COC', 'QUALITY']

  async function actor(role: Role) {
    if (role !== 'PATIENT' && role !== 'NEXT_OF_KIN') return staff(admin, { role, unit: post })
    const me = await citizen(admin)
    await (role === 'PATIENT'
      ? patient(admin, { personId: me.id })
      : representation(admin, { patient: await patient(admin), person: me }))
    return me
  }

  test.each(Object.entries(fits) as [Role, Purpose[]][])(
    'of %s is one of %j; any other opens nothing',
    async (role, purposes) => {
      const me = await actor(role)
      const session = await signIn(me.issuer, me.subject, role === 'PATIENT' || role === 'NEXT_OF_KIN')
      const who = await wholeRecord(admin)
      await careRelation(admin, { patient: who, kind: 'INVITED', unit: post, personId: me.id })
      const opened: Purpose[] = []
      for (const purpose of all) if ((await seen(session, purpose, who)).length > 0) opened.push(purpose)
      expect(opened).toEqual(purposes.filter((purpose) => clinical.includes(purpose)))
    },
  )

  test.each([
    ['CASEWORKER', 'TREAT', 'COC'],
    ['NEXT_OF_KIN', 'OWN', 'PROXY'],
    ['NURSE', 'TREAT', 'TREAT'],
    ['PATIENT', 'OWN', 'OWN'],
  ] as const)('of %s that the code calls %s is written down as %s', async (role, purpose, written) => {
    const me = await actor(role)
    const session = await signIn(me.issuer, me.subject, role === 'PATIENT' || role === 'NEXT_OF_KIN')
    await asRuntimeRole(session, purpose, async () => {})
    const [entry] = await admin.$queryRaw<{ purpose: string }[]>`
      SELECT purpose::text FROM audit.entry WHERE person_id = ${me.id}::uuid ORDER BY at DESC LIMIT 1`
    expect(entry?.purpose).toBe(written)
  })
})

describe('administrators and log controllers', () => {
  const tables = [
    'patient',
    'own_page',
    'critical_note',
    'phase_record',
    'care_relation',
    'representation',
    'consent',
    'access_block',
    'vip_case',
    'card',
    'stay',
    'stay_event',
    'triage',
    'safety_clearance',
    'fast_track',
    'fast_track_step',
    'access_grant',
  ]
  const purposes = [
    ['ORG_ADMIN', 'ADMIN'],
    ['LOG_CONTROLLER', 'CONTROL'],
    ['LOG_CONTROLLER', 'ADMIN'],
  ] as const

  test.each(purposes)(
    '%s with errand %s sees no row about any patient, also when the organisation has everything to do with them',
    async (role, purpose) => {
      const who = await wholeRecord(admin)
      await careRelation(admin, { patient: who, kind: 'MUNICIPALITY_CASE', organisationId: trust.id })
      await careRelation(admin, { patient: who, kind: 'HOME_CARE', unit: post })
      await vipCase(admin, { patient: who, ward: post })
      await block(admin, { patient: await wholeRecord(admin), organisationId: trust.id })
      for (const place of [{ organisation: trust }, { unit: post }]) {
        const session = await as(await staff(admin, { role, ...place }))
        const counts = await asRuntimeRole(session, purpose, async (tx) => {
          const found: number[] = []
          for (const table of tables) found.push((await tx.$queryRawUnsafe<unknown[]>(`SELECT 1 FROM ${table}`)).length)
          return found
        })
        expect(counts).toEqual(tables.map(() => 0))
      }
    },
  )
})

describe('a block', () => {
  const targets = {
    everybody: () => ({}),
    'the health trust': () => ({ organisationId: trust.id }),
    'the ward': () => ({ unitId: post.id }),
  }
  const vip = async () => {
    const who = await wholeRecord(admin)
    await vipCase(admin, { patient: who, ward: post })
    return who
  }

  test.each(Object.entries(targets))('of everything for %s wins over the ward', async (_, target) => {
    const who = await vip()
    await stay(admin, { patient: who, ward: post })
    await block(admin, { patient: who, ...target() })
    expect(await seen(nurse, 'TREAT', who)).toEqual([])
  })

  test.each(Object.entries(targets))(
    'of the VIP status for %s hides case, card, the yes to it and the fast track, not the rest',
    async (_, target) => {
      const who = await vip()
      await block(admin, { patient: who, scope: 'VIP_STATUS', ...target() })
      expect(await seen(nurse, 'TREAT', who)).toEqual(butTheStatus)
    },
  )

  test('of one person leaves the others of the ward', async () => {
    const who = await vip()
    const blocked = await staff(admin, { role: 'NURSE', unit: post })
    await block(admin, { patient: who, personId: blocked.id })
    expect(await seen(await as(blocked), 'TREAT', who)).toEqual([])
    expect(await seen(nurse, 'TREAT', who)).toEqual(everything)
  })

  test('of one ward leaves the others of the hospital', async () => {
    const who = await vip()
    await stay(admin, { patient: who, ward: otherPost })
    await block(admin, { patient: who, unitId: otherPost.id })
    expect(await seen(otherNurse, 'TREAT', who)).toEqual([])
    expect(await seen(nurse, 'TREAT', who)).toEqual(everything)
  })

  test('never hides the patient’s own record, nor from whoever stands for the patient', async () => {
    const [me, kin] = [await citizen(admin), await citizen(admin)]
    const mine = await wholeRecord(admin, { personId: me.id })
    await representation(admin, { patient: mine, person: kin })
    await block(admin, { patient: mine })
    expect(await seen(await signIn(me.issuer, me.subject, true), 'OWN', mine)).toEqual(everything)
    const session = await signIn(kin.issuer, kin.subject, true)
    expect(await seen(session, 'PROXY', mine)).toEqual(everything)
    await block(admin, { patient: mine, personId: kin.id })
    expect(await seen(session, 'PROXY', mine)).toEqual([])
  })

  test('counts from when it is set until it is lifted', async () => {
    const who = await vip()
    await block(admin, { patient: who, setAt: inDays(1) })
    await block(admin, { patient: who, setAt: daysAgo(2), liftedAt: daysAgo(1) })
    expect(await seen(nurse, 'TREAT', who)).toEqual(everything)
    const { id } = await block(admin, { patient: who })
    expect(await seen(nurse, 'TREAT', who)).toEqual([])
    await admin.accessBlock.update({ where: { id }, data: { liftedAt: new Date(), version: { increment: 1 } } })
    expect(await seen(nurse, 'TREAT', who)).toEqual(everything)
  })
})
