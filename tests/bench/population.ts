import pg from 'pg'
import { fill, hospital } from '#tests/bench/fill'
import { adminClient } from '#tests/support/admin'
import { fastTrack } from '#tests/support/records/fast-tracks'
import { hoursAgo, minutesAgo } from '#tests/support/records/moments'
import { healthTrust, practice, reception, ward } from '#tests/support/records/organisations'
import { staff } from '#tests/support/records/people'
import { stay } from '#tests/support/records/stays'
import { triage } from '#tests/support/records/triage'
import type { Unit } from '#prisma/generated/client'

/** How many sign in: at the desk, and at desks of their own where arrivals are registered. */
const crew = { desk: 20, arrivals: 20 }

export type Looked = { id: string; number: string; name: string }
export type Population = {
  /** Subjects at the provider: nurses at the desk, at desks of their own, and at a ward. */
  crew: { desk: string[]; arrivals: string[]; ward: string[] }
  /** VIP patients of the first hospital, and its patients without status and without an open stay. */
  vip: Looked[]
  others: Looked[]
  /** Names on the boards that are measured. */
  onDesk: string
  onWard: string
}

type Admin = ReturnType<typeof adminClient>

/** So many patients with GP, stays and, some of them, VIP status, and one hospital with people at work. */
export async function populate(adminUrl: string, patients: number, issuer: string): Promise<Population> {
  const admin = adminClient(adminUrl)
  const client = new pg.Client(adminUrl)
  await client.connect()
  try {
    const { trusts, wards } = await hospitals(admin, Math.ceil(patients / hospital.patients))
    const [trust, own] = [trusts[0], wards[0]]
    if (!trust || !own) throw new Error('There is no hospital')
    const { desk, people } = await peopleAtWork(admin, trust, own, issuer)
    const { id: gps } = await practice(admin)
    await fill(client, {
      patients,
      trusts: trusts.map(({ id }) => id),
      wards: wards.map(({ id }) => id),
      practice: gps,
    })
    const [vip, others] = [await some(client, withStatus, trust.id), await some(client, withoutStatus, trust.id)]
    const onWard = await some(client, ofWard, own.id)
    const waiting = [...vip.splice(0, 6), ...others.splice(0, 6)]
    await fillDesk(admin, waiting, desk, own)
    return { crew: people, vip, others, onDesk: waiting[0]?.name ?? '', onWard: onWard[0]?.name ?? '' }
  } finally {
    await client.end()
    await admin.$disconnect()
  }
}

async function hospitals(admin: Admin, count: number) {
  const trusts = await Promise.all(
    Array.from({ length: count }, (_, turn) => healthTrust(admin, { name: `Helse ${turn} HF` })),
  )
  const wards: Unit[] = []
  for (const organisation of trusts)
    for (let turn = 0; turn < hospital.wards; turn += 1)
      wards.push(await ward(admin, { organisation, name: `Post ${turn}`, phone: '55 00 00 00' }))
  return { trusts, wards }
}

async function peopleAtWork(admin: Admin, organisation: { id: string }, own: Unit, issuer: string) {
  const at = (name: string) => reception(admin, { organisation, name })
  const desk = await at('Akuttmottaket')
  const desks = await Promise.all(Array.from({ length: crew.arrivals }, (_, turn) => at(`Mottak ${turn}`)))
  const nurses = (units: Unit[]) =>
    Promise.all(units.map(async (unit) => (await staff(admin, { role: 'NURSE', unit, issuer })).subject))
  const people = {
    desk: await nurses(Array.from({ length: crew.desk }, () => desk)),
    arrivals: await nurses(desks),
    ward: await nurses([own]),
  }
  return { desk, people }
}

/** Six who wait with a run to a ward, and six without. */
async function fillDesk(admin: Admin, waiting: Looked[], desk: Unit, own: Unit) {
  for (const [turn, patient] of waiting.entries()) {
    const arrived = turn % 2 ? minutesAgo(20 + turn) : hoursAgo(1)
    const here = await stay(admin, { patient, ward: desk, reception: desk, status: 'IN_RECEPTION', arrived })
    await triage(admin, { stay: here })
    if (turn < 6) await fastTrack(admin, { stay: here, ward: own, reception: desk, status: 'ACCEPTED' })
  }
}

const withStatus = 'JOIN vip_case v ON v.patient_id = p.id AND v.trust_id = $1'
const withoutStatus = `JOIN stay s ON s.patient_id = p.id AND s.organisation_id = $1 AND s.external_id LIKE '0 %'
  WHERE NOT EXISTS (SELECT FROM vip_case v WHERE v.patient_id = p.id)`
const ofWard = 'JOIN vip_case v ON v.patient_id = p.id AND v.ward_id = $1'

async function some(client: pg.Client, where: string, id: string): Promise<Looked[]> {
  const { rows } = await client.query<Looked>(
    `SELECT p.id, p.identity_number AS number, p.given_name || ' ' || p.family_name AS name FROM patient p ${where}
     ORDER BY p.id LIMIT 6000`,
    [id],
  )
  return rows
}
