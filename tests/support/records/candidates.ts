import { type Db, newId, type Stored } from '#tests/support/records/ids'
import { daysAgo } from '#tests/support/records/moments'
import type { Prisma, Stay } from '#prisma/generated/client'

type SettingOptions = Partial<Prisma.CandidateListSettingUncheckedCreateInput> & { organisation: Stored; by: Stored }

/** A list that is switched on, with the basis that it needs. */
export const candidateList = (db: Db, { organisation, by, ...given }: SettingOptions) =>
  db.candidateListSetting.create({
    data: {
      organisationId: organisation.id,
      edition: 1,
      isOn: true,
      legalBasis: 'Kvalitetsarbeid etter helsepersonelloven § 26 og egen vurdering.',
      responsibleId: by.id,
      decidedOn: daysAgo(30),
      writtenById: by.id,
      writtenAt: daysAgo(30),
      ...given,
    },
  })

/** That an organisation was told of a stay. */
export const stayNotice = (
  db: Db,
  { stay, organisation }: { stay: Pick<Stay, 'id' | 'patientId'>; organisation: Stored },
) =>
  db.stayNotice.create({
    data: { stayId: stay.id, patientId: stay.patientId, organisationId: organisation.id, receivedAt: daysAgo(1) },
  })

/** The patient does not want to stand on lists. */
export const listReservation = (
  db: Db,
  { patient, by, ...given }: Partial<Prisma.ListReservationUncheckedCreateInput> & { patient: Stored; by: Stored },
) =>
  db.listReservation.create({
    data: { id: newId(), patientId: patient.id, recordedById: by.id, recordedAt: daysAgo(5), ...given },
  })

type DismissalOptions = Partial<Prisma.CandidateDismissalUncheckedCreateInput> & {
  patient: Stored
  by: Stored
  place: { organisationId: string; unitId?: string }
  lookAgainOn: Date
}

/** Taken off a list until a day. */
export const dismissal = (db: Db, { patient, by, place, ...given }: DismissalOptions) =>
  db.candidateDismissal.create({
    data: {
      id: newId(),
      patientId: patient.id,
      ...place,
      reason: 'WELL_FOLLOWED_UP',
      dismissedById: by.id,
      dismissedAt: daysAgo(20),
      ...given,
    },
  })
