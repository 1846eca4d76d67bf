import { type Db, newId, type Stored } from '#tests/support/records/ids'
import { anyOrganisationNumber } from '#tests/support/records/numbers'
import type { Prisma } from '#prisma/generated/client'

type OrganisationOptions = Partial<Prisma.OrganisationUncheckedCreateInput>
type UnitOptions = Omit<Partial<Prisma.UnitUncheckedCreateInput>, 'organisation'> & { organisation?: Stored }

export const organisation = (db: Db, given: OrganisationOptions = {}) =>
  db.organisation.create({
    data: {
      id: newId(),
      kind: 'HEALTH_TRUST',
      name: 'Helse Prøve HF',
      organisationNumber: anyOrganisationNumber(),
      ...given,
    },
  })

export const healthTrust = organisation
export const municipality = (db: Db, given: OrganisationOptions = {}) =>
  organisation(db, { kind: 'MUNICIPALITY', name: 'Prøvevik kommune', ...given })
export const practice = (db: Db, given: OrganisationOptions = {}) =>
  organisation(db, { kind: 'GP_PRACTICE', name: 'Prøven legesenter', ...given })

/** A ward of a hospital, unless another kind is asked for; without an organisation it gets one of its own. */
export async function unit(db: Db, { organisation: at, ...given }: UnitOptions = {}) {
  const { id: organisationId } = at ?? (await organisation(db))
  return db.unit.create({ data: { id: newId(), organisationId, kind: 'WARD', name: 'Prøveposten', ...given } })
}

export const ward = unit
export const reception = (db: Db, given: UnitOptions = {}) =>
  unit(db, { kind: 'RECEPTION', name: 'Prøvemottaket', ...given })
export const zone = (db: Db, given: UnitOptions = {}) =>
  unit(db, { kind: 'HOME_CARE_ZONE', name: 'Prøvesonen', ...given })
