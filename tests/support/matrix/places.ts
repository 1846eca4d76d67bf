import type { RunningApp } from '#tests/support/e2e-app'
import type { Db } from '#tests/support/records/ids'
import { healthTrust, municipality, practice, reception, unit, ward, zone } from '#tests/support/records/organisations'
import { patient } from '#tests/support/records/patients'
import { citizen, person, staff } from '#tests/support/records/people'
import type { ActorKey } from '#tests/security/policy'

/** Two hospitals, two municipalities and two practices; the second of each has nothing to do with the first. */
export async function places(db: Db) {
  const [trust, farTrust] = [
    await healthTrust(db, { name: 'Helse Nær HF', blockRoutine: 'Ring vakthavende.' }),
    await healthTrust(db),
  ]
  const [kommune, farKommune] = [await municipality(db), await municipality(db)]
  const [practiceHere, farPractice] = [await practice(db), await practice(db)]
  const at = { organisation: trust }
  return {
    ...{ trust, farTrust, kommune, farKommune, practice: practiceHere, farPractice },
    desk: await reception(db, { ...at, name: 'Mottaket' }),
    secondDesk: await reception(db, { ...at, name: 'Det andre mottaket' }),
    ward: await ward(db, { ...at, name: 'Vår post', phone: '55 00 11 11' }),
    secondWard: await ward(db, { ...at, name: 'Den andre posten' }),
    thirdWard: await ward(db, { ...at, name: 'Den tredje posten' }),
    office: await unit(db, { organisation: kommune, kind: 'OFFICE' }),
    zone: await zone(db, { organisation: kommune }),
    secondZone: await zone(db, { organisation: kommune }),
    farDesk: await reception(db, { organisation: farTrust }),
    farWard: await ward(db, { organisation: farTrust, phone: '55 00 22 22' }),
    farSecondWard: await ward(db, { organisation: farTrust }),
    farOffice: await unit(db, { organisation: farKommune, kind: 'OFFICE' }),
    farZone: await zone(db, { organisation: farKommune }),
    // Where the rest of everybody's record lies; nobody who asks works there.
    elsewhere: await ward(db),
    elsewhereBy: await person(db),
    // Whom a meeting is recommended to.
    coordinator: await staff(db, { role: 'FLOW_COORDINATOR', organisation: trust }),
    farCoordinator: await staff(db, { role: 'FLOW_COORDINATOR', organisation: farTrust }),
    elsewhereOrganisation: await healthTrust(db),
  }
}
export type Places = Awaited<ReturnType<typeof places>>
export type Member = { id: string; issuer: string; subject: string; membershipId: string | null }
/** Who signs in through the provider; programs do not. */
export type PersonKey = Exclude<ActorKey, 'service' | 'farService'>

/** Somebody for each actor of the policy. */
export async function people(db: Db, at: Places, { env }: Pick<RunningApp, 'env'>): Promise<Record<PersonKey, Member>> {
  const issuer = env['HELSEID_ISSUER'] ?? ''
  const nurse = (where: Places['desk']) => staff(db, { role: 'NURSE', unit: where, issuer })
  const head = (where: Places['desk']) => staff(db, { role: 'HEAD_NURSE', unit: where, issuer })
  const participant = (where: Places['desk']) => staff(db, { role: 'PARTICIPANT', unit: where, issuer })
  const whole = (
    role: 'FLOW_COORDINATOR' | 'COLLABORATION_PHYSICIAN' | 'GP' | 'LOG_CONTROLLER' | 'ORG_ADMIN',
    organisation: { id: string },
  ) => staff(db, { role, organisation, issuer })
  const atWard = await nurse(at.ward)
  return {
    desk: await nurse(at.desk),
    deskHead: await head(at.desk),
    secondDesk: await nurse(at.secondDesk),
    ward: atWard,
    wardHead: await head(at.ward),
    secondWard: await nurse(at.secondWard),
    contact: await participant(at.ward),
    flow: await whole('FLOW_COORDINATOR', at.trust),
    physician: await whole('COLLABORATION_PHYSICIAN', at.trust),
    caseworker: await staff(db, { role: 'CASEWORKER', unit: at.office, issuer }),
    zone: await participant(at.zone),
    invited: await participant(at.secondZone),
    colleague: await participant(at.secondZone),
    gp: await whole('GP', at.practice),
    controller: await whole('LOG_CONTROLLER', at.trust),
    admin: await whole('ORG_ADMIN', at.trust),
    ...(await atHome(db, env['IDPORTEN_ISSUER'] ?? '', atWard)),
    farDesk: await nurse(at.farDesk),
    farWard: await head(at.farWard),
    farFlow: await whole('FLOW_COORDINATOR', at.farTrust),
    farPhysician: await whole('COLLABORATION_PHYSICIAN', at.farTrust),
    farCaseworker: await staff(db, { role: 'CASEWORKER', unit: at.farOffice, issuer }),
    farZone: await participant(at.farZone),
    farGp: await whole('GP', at.farPractice),
    farController: await whole('LOG_CONTROLLER', at.farTrust),
    farAdmin: await whole('ORG_ADMIN', at.farTrust),
  }
}

/** Who signs in as a patient or for one; the nurse on the ward has a second way in. */
async function atHome(db: Db, issuer: string, atWard: { id: string; subject: string }) {
  const somebody = async () => ({ ...(await citizen(db, { issuer })), membershipId: null })
  const subject = `${atWard.subject}-home`
  await db.signInIdentity.create({ data: { personId: atWard.id, issuer, subject } })
  return {
    patient: await somebody(),
    kin: await somebody(),
    farPatient: await somebody(),
    farKin: await somebody(),
    wardAtHome: { id: atWard.id, issuer, subject, membershipId: null },
  }
}

/** Somebody else as what and where this person is. */
export async function twinOf(db: Db, { env }: Pick<RunningApp, 'env'>, { membershipId }: Member): Promise<Member> {
  if (!membershipId) {
    const somebody = await citizen(db, { issuer: env['IDPORTEN_ISSUER'] ?? '' })
    await patient(db, { personId: somebody.id })
    return { ...somebody, membershipId }
  }
  const { role, organisationId, unitId } = await db.membership.findUniqueOrThrow({ where: { id: membershipId } })
  const place = unitId ? { unit: { id: unitId, organisationId } } : { organisation: { id: organisationId } }
  return staff(db, { role, ...place, issuer: env['HELSEID_ISSUER'] ?? '' })
}
