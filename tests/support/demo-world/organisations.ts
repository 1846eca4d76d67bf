// oxlint-disable max-lines -- a table
import { innvik } from '#prisma/mappings/innvik'
import { organisationNumber } from '#tests/support/records/numbers'
import type { OrganisationKind, UnitKind } from '#prisma/generated/enums'

type Organisation = {
  kind: OrganisationKind
  name: string
  number: string
  municipality?: string
  her?: number
  phone: string
  blockRoutine?: string
  fastTrackTarget?: number
}
type Unit = {
  of: string
  kind: UnitKind
  name: string
  phone: string
  nightPhone?: string
  resh?: number
  her?: number
  arrival?: string
  /** Days since it was closed. */
  closed?: number
}

const blockRoutine = [
  'Ta imot pasienten som alle andre, etter triage.',
  'Spør pasienten selv om allergier, medisiner og hva som hjelper.',
  'Pasienten kan oppheve sperren når som helst.',
  'Står liv i fare, følg egen rutine for nødtilgang.',
].join(' ')

export const organisations = {
  fjordkyst: {
    kind: 'HEALTH_TRUST',
    name: 'Helse Fjordkyst HF',
    number: organisationNumber(11),
    her: 990001,
    phone: '55 00 40 00',
    blockRoutine,
    fastTrackTarget: 30,
  },
  innvik: {
    kind: 'HEALTH_TRUST',
    name: innvik.name,
    number: innvik.organisationNumber,
    her: 990002,
    phone: '55 00 50 00',
    blockRoutine,
    fastTrackTarget: 30,
  },
  strandvik: {
    kind: 'MUNICIPALITY',
    name: 'Strandvik kommune',
    number: organisationNumber(21),
    municipality: '4671',
    her: 990011,
    phone: '55 00 61 00',
  },
  sundoy: {
    kind: 'MUNICIPALITY',
    name: 'Sundøy kommune',
    number: organisationNumber(22),
    municipality: '4672',
    her: 990012,
    phone: '55 00 62 00',
  },
  granvik: {
    kind: 'MUNICIPALITY',
    name: 'Granvik kommune',
    number: organisationNumber(23),
    municipality: '4673',
    her: 990013,
    phone: '55 00 63 00',
  },
  torget: {
    kind: 'GP_PRACTICE',
    name: 'Torget legesenter',
    number: organisationNumber(31),
    her: 990021,
    phone: '55 00 70 30',
  },
  havna: {
    kind: 'GP_PRACTICE',
    name: 'Havna legekontor',
    number: organisationNumber(32),
    her: 990022,
    phone: '55 00 70 40',
  },
  sundoyLeger: {
    kind: 'GP_PRACTICE',
    name: 'Sundøy legesenter',
    number: organisationNumber(33),
    her: 990023,
    phone: '55 00 70 50',
  },
  granvikLeger: {
    kind: 'GP_PRACTICE',
    name: 'Granvik legegruppe',
    number: organisationNumber(34),
    her: 990024,
    phone: '55 00 70 60',
  },
} as const satisfies Record<string, Organisation>

export const units = {
  reception: { of: 'fjordkyst', kind: 'RECEPTION', name: 'Akuttmottaket', phone: '55 00 42 00', resh: 990101 },
  lung: {
    of: 'fjordkyst',
    kind: 'WARD',
    name: 'Lungeavdelingen 4B',
    phone: '55 00 42 40',
    resh: 990104,
    arrival:
      'Ring 4B når triage er gjort. Sykepleier fra 4B henter pasienten med rullestol og oksygen. Egen maske og maskin skal følge med.',
  },
  heart: {
    of: 'fjordkyst',
    kind: 'WARD',
    name: 'Hjerteavdelingen 3A',
    phone: '55 00 42 30',
    nightPhone: '55 00 42 31',
    resh: 990103,
    arrival: 'Ta EKG i mottak. Ring 3A når triage er gjort, og følg pasienten opp med overvåking.',
  },
  medical: {
    of: 'fjordkyst',
    kind: 'WARD',
    name: 'Medisinsk avdeling 2C',
    phone: '55 00 42 20',
    resh: 990102,
    arrival: 'Ring 2C når triage er gjort. Blodprøver tas på avdelingen hvis legen ikke sier noe annet.',
  },
  surgical: {
    of: 'fjordkyst',
    kind: 'WARD',
    name: 'Kirurgisk avdeling 5A',
    phone: '55 00 42 50',
    resh: 990105,
    arrival:
      'Ring vakthavende kirurg og 5A når triage er gjort. Pasienten skal faste til kirurgen har sett henne eller ham.',
  },
  mental: {
    of: 'fjordkyst',
    kind: 'WARD',
    name: 'Psykisk helse og rus 1B',
    phone: '55 00 42 10',
    resh: 990106,
    arrival:
      'Gi pasienten et rolig rom. Ring 1B; en som kjenner pasienten kommer til mottak. Somatisk triage gjøres først.',
  },
  children: {
    of: 'fjordkyst',
    kind: 'WARD',
    name: 'Barne- og ungdomsavdelingen 6A',
    phone: '55 00 42 60',
    resh: 990107,
    arrival: 'Ring 6A når triage er gjort. En av foreldrene skal være med barnet hele tiden.',
  },
  closed: {
    of: 'fjordkyst',
    kind: 'WARD',
    name: 'Observasjonsposten 2D',
    phone: '55 00 42 21',
    resh: 990108,
    closed: 200,
  },
  innvikWard: {
    of: 'innvik',
    kind: 'WARD',
    name: innvik.wardName,
    phone: '55 00 52 10',
    resh: innvik.wardResh,
    arrival: 'Ring sengeposten når triage er gjort. Pasienten får rom med en gang, og innkomstsamtalen tas der.',
  },
  innvikReception: {
    of: 'innvik',
    kind: 'RECEPTION',
    name: innvik.receptionName,
    phone: '55 00 52 00',
    resh: innvik.receptionResh,
  },
  strandvikOffice: {
    of: 'strandvik',
    kind: 'OFFICE',
    name: 'Tildelingskontoret i Strandvik',
    phone: '55 00 61 10',
    her: 990031,
  },
  strandvikWest: {
    of: 'strandvik',
    kind: 'HOME_CARE_ZONE',
    name: 'Hjemmetjenesten sone vest',
    phone: '55 00 61 20',
    her: 990032,
  },
  strandvikEast: {
    of: 'strandvik',
    kind: 'HOME_CARE_ZONE',
    name: 'Hjemmetjenesten sone øst',
    phone: '55 00 61 30',
    her: 990033,
  },
  strandvikMental: {
    of: 'strandvik',
    kind: 'OFFICE',
    name: 'Rus og psykisk helse i Strandvik',
    phone: '55 00 61 40',
    her: 990034,
  },
  sundoyOffice: { of: 'sundoy', kind: 'OFFICE', name: 'Tjenestekontoret på Sundøy', phone: '55 00 62 10', her: 990035 },
  sundoyZone: {
    of: 'sundoy',
    kind: 'HOME_CARE_ZONE',
    name: 'Hjemmetjenesten på Sundøy',
    phone: '55 00 62 20',
    her: 990036,
  },
  granvikOffice: {
    of: 'granvik',
    kind: 'OFFICE',
    name: 'Koordinerende enhet i Granvik',
    phone: '55 00 63 10',
    her: 990037,
  },
  granvikNorth: {
    of: 'granvik',
    kind: 'HOME_CARE_ZONE',
    name: 'Hjemmetjenesten nord i Granvik',
    phone: '55 00 63 20',
    her: 990038,
  },
  granvikSouth: {
    of: 'granvik',
    kind: 'HOME_CARE_ZONE',
    name: 'Hjemmetjenesten sør i Granvik',
    phone: '55 00 63 30',
    her: 990039,
  },
} as const satisfies Record<string, Unit>

export type OrganisationKey = keyof typeof organisations
export type UnitKey = keyof typeof units
export type WardKey = { [Key in UnitKey]: (typeof units)[Key]['kind'] extends 'WARD' ? Key : never }[UnitKey]
export type ZoneKey = { [Key in UnitKey]: (typeof units)[Key]['kind'] extends 'HOME_CARE_ZONE' ? Key : never }[UnitKey]

export const organisationTable: Record<OrganisationKey, Organisation> = organisations
export const unitTable: Record<UnitKey, Unit & { of: OrganisationKey }> = units
