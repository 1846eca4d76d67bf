// oxlint-disable max-lines -- a table
import type { OrganisationKey, UnitKey } from '#tests/support/demo-world/organisations'
import type { Role } from '#prisma/generated/enums'

type Work = {
  role: Role
  at: UnitKey | OrganisationKey
  /** Days from today. */
  from?: number
  until?: number
}
type Name = readonly [given: string, family: string]

export type StaffMember = {
  name: Name
  /** What the person does, as the list of people to sign in as says it. */
  about: string
  works: readonly [Work, ...Work[]]
  hpr?: string
  phone?: string
  disabled?: true
}

export type Citizen = { name: Name; about: string; born: string; serial?: number; phone?: string }

/** Who signs in at work, by subject at the provider. */
export const staffTable = {
  'hanne.rusten': {
    name: ['Hanne', 'Rusten'],
    about: 'Sykepleier i Akuttmottaket',
    works: [{ role: 'NURSE', at: 'reception' }],
    hpr: '9900101',
  },
  'berit.nygard': {
    name: ['Berit', 'Nygård'],
    about: 'Avdelingssykepleier i Akuttmottaket',
    works: [{ role: 'HEAD_NURSE', at: 'reception' }],
    hpr: '9900102',
  },
  'marit.solberg': {
    name: ['Marit', 'Solberg'],
    about: 'Avdelingssykepleier på Lungeavdelingen 4B',
    works: [{ role: 'HEAD_NURSE', at: 'lung' }],
    hpr: '9900111',
    phone: '55 00 42 43',
  },
  'petter.lund': {
    name: ['Petter', 'Lund'],
    about: 'Assisterende avdelingssykepleier på Lungeavdelingen 4B',
    works: [{ role: 'HEAD_NURSE', at: 'lung' }],
    hpr: '9900112',
    phone: '55 00 42 44',
  },
  'silje.moen': {
    name: ['Silje', 'Moen'],
    about: 'Sykepleier på Lungeavdelingen 4B',
    works: [{ role: 'NURSE', at: 'lung' }],
    hpr: '9900113',
  },
  'lars.kvam': {
    name: ['Lars', 'Kvam'],
    about: 'Kontaktlege på Lungeavdelingen 4B',
    works: [{ role: 'PARTICIPANT', at: 'lung' }],
    hpr: '9900114',
    phone: '55 00 42 41',
  },
  'gunn.iversen': {
    name: ['Gunn', 'Iversen'],
    about: 'Avdelingssykepleier på Hjerteavdelingen 3A',
    works: [{ role: 'HEAD_NURSE', at: 'heart' }],
    hpr: '9900121',
    phone: '55 00 42 33',
  },
  'amir.rezaei': {
    name: ['Amir', 'Rezaei'],
    about: 'Sykepleier på Hjerteavdelingen 3A',
    works: [{ role: 'NURSE', at: 'heart' }],
    hpr: '9900122',
  },
  'kristin.fosse': {
    name: ['Kristin', 'Fosse'],
    about: 'Avdelingssykepleier på Medisinsk avdeling 2C',
    works: [{ role: 'HEAD_NURSE', at: 'medical' }],
    hpr: '9900131',
  },
  'oystein.rygh': {
    name: ['Øystein', 'Rygh'],
    about: 'Avdelingssykepleier på Kirurgisk avdeling 5A',
    works: [{ role: 'HEAD_NURSE', at: 'surgical' }],
    hpr: '9900141',
  },
  'ola.breivik': {
    name: ['Ola', 'Breivik'],
    about: 'Avdelingssykepleier på Psykisk helse og rus 1B',
    works: [{ role: 'HEAD_NURSE', at: 'mental' }],
    hpr: '9900151',
  },
  'hege.sunde': {
    name: ['Hege', 'Sunde'],
    about: 'Avdelingssykepleier på Barne- og ungdomsavdelingen 6A',
    works: [{ role: 'HEAD_NURSE', at: 'children' }],
    hpr: '9900161',
  },
  'randi.tangen': {
    name: ['Randi', 'Tangen'],
    about: 'Flytkoordinator i Helse Fjordkyst',
    works: [{ role: 'FLOW_COORDINATOR', at: 'fjordkyst' }],
    hpr: '9900103',
    phone: '55 00 42 05',
  },
  'eirik.sandvik': {
    name: ['Eirik', 'Sandvik'],
    about: 'Samhandlingslege i Helse Fjordkyst',
    works: [{ role: 'COLLABORATION_PHYSICIAN', at: 'fjordkyst' }],
    hpr: '9900104',
    phone: '55 00 42 06',
  },
  'tone.myklebust': {
    name: ['Tone', 'Myklebust'],
    about: 'Loggkontrollør i Helse Fjordkyst',
    works: [{ role: 'LOG_CONTROLLER', at: 'fjordkyst' }],
  },
  'geir.haugen': {
    name: ['Geir', 'Haugen'],
    about: 'Administrator i Helse Fjordkyst',
    works: [{ role: 'ORG_ADMIN', at: 'fjordkyst' }],
  },
  'ida.solheim': {
    name: ['Ida', 'Solheim'],
    about: 'Sykepleier i Akuttmottaket Innvik',
    works: [{ role: 'NURSE', at: 'innvikReception' }],
    hpr: '9900201',
  },
  'terje.lothe': {
    name: ['Terje', 'Lothe'],
    about: 'Avdelingssykepleier på Medisinsk sengepost, Innvik',
    works: [{ role: 'HEAD_NURSE', at: 'innvikWard' }],
    hpr: '9900202',
  },
  'vilde.aase': {
    name: ['Vilde', 'Aase'],
    about: 'Sykepleier på Medisinsk sengepost, Innvik',
    works: [{ role: 'NURSE', at: 'innvikWard' }],
    hpr: '9900203',
  },
  'morten.grov': {
    name: ['Morten', 'Grov'],
    about: 'Loggkontrollør i Helse Innvik',
    works: [{ role: 'LOG_CONTROLLER', at: 'innvik' }],
  },
  'ellinor.dyb': {
    name: ['Ellinor', 'Dyb'],
    about: 'Administrator i Helse Innvik',
    works: [{ role: 'ORG_ADMIN', at: 'innvik' }],
  },
  'ingrid.moe': {
    name: ['Ingrid', 'Moe'],
    about: 'Saksbehandler i Strandvik kommune',
    works: [{ role: 'CASEWORKER', at: 'strandvikOffice' }],
    phone: '55 00 61 12',
  },
  'ase.kleppe': {
    name: ['Åse', 'Kleppe'],
    about: 'Saksbehandler i Sundøy kommune',
    works: [{ role: 'CASEWORKER', at: 'sundoyOffice' }],
    phone: '55 00 62 12',
  },
  'thomas.nguyen': {
    name: ['Thomas', 'Nguyen'],
    about: 'Saksbehandler i Granvik kommune',
    works: [{ role: 'CASEWORKER', at: 'granvikOffice' }],
    phone: '55 00 63 12',
  },
  'eli.strand': {
    name: ['Eli', 'Strand'],
    about: 'Soneleder i hjemmetjenesten, Strandvik',
    works: [{ role: 'PARTICIPANT', at: 'strandvikWest' }],
    hpr: '9900301',
    phone: '55 00 61 21',
  },
  'mona.hjelle': {
    name: ['Mona', 'Hjelle'],
    about: 'Primærkontakt i hjemmetjenesten, Strandvik',
    works: [{ role: 'PARTICIPANT', at: 'strandvikWest' }],
    hpr: '9900302',
    phone: '55 00 61 22',
  },
  'kjetil.aune': {
    name: ['Kjetil', 'Aune'],
    about: 'Soneleder på Sundøy',
    works: [{ role: 'PARTICIPANT', at: 'sundoyZone' }],
    hpr: '9900303',
    phone: '55 00 62 21',
  },
  'daniel.tesfay': {
    name: ['Daniel', 'Tesfay'],
    about: 'Ruskonsulent i Strandvik kommune',
    works: [{ role: 'PARTICIPANT', at: 'strandvikMental' }],
    phone: '55 00 61 41',
  },
  'lill.heggen': {
    name: ['Lill', 'Heggen'],
    about: 'Loggkontrollør i Strandvik kommune',
    works: [{ role: 'LOG_CONTROLLER', at: 'strandvik' }],
  },
  'asbjorn.loe': {
    name: ['Asbjørn', 'Loe'],
    about: 'Administrator i Strandvik kommune',
    works: [{ role: 'ORG_ADMIN', at: 'strandvik' }],
  },
  'rune.fjell': {
    name: ['Rune', 'Fjell'],
    about: 'Administrator i Sundøy kommune',
    works: [{ role: 'ORG_ADMIN', at: 'sundoy' }],
  },
  'wenche.dale': {
    name: ['Wenche', 'Dale'],
    about: 'Administrator i Granvik kommune',
    works: [{ role: 'ORG_ADMIN', at: 'granvik' }],
  },
  'knut.eide': {
    name: ['Knut', 'Eide'],
    about: 'Fastlege ved Torget legesenter',
    works: [{ role: 'GP', at: 'torget' }],
    hpr: '9900401',
    phone: '55 00 70 30',
  },
  'fatima.hassan': {
    name: ['Fatima', 'Hassan'],
    about: 'Fastlege ved Havna legekontor',
    works: [{ role: 'GP', at: 'havna' }],
    hpr: '9900402',
    phone: '55 00 70 40',
  },
  'sigrid.boe': {
    name: ['Sigrid', 'Bøe'],
    about: 'Fastlege ved Sundøy legesenter',
    works: [{ role: 'GP', at: 'sundoyLeger' }],
    hpr: '9900403',
    phone: '55 00 70 50',
  },
  'henrik.dale': {
    name: ['Henrik', 'Dale'],
    about: 'Fastlege i Granvik legegruppe',
    works: [{ role: 'GP', at: 'granvikLeger' }],
    hpr: '9900404',
    phone: '55 00 70 60',
  },
  'solfrid.vik': {
    name: ['Solfrid', 'Vik'],
    about: 'Loggkontrollør ved Torget legesenter',
    works: [{ role: 'LOG_CONTROLLER', at: 'torget' }],
  },
  'rune.seim': {
    name: ['Rune', 'Seim'],
    about: 'Administrator ved Torget legesenter',
    works: [{ role: 'ORG_ADMIN', at: 'torget' }],
  },
  'camilla.ovrebo': {
    name: ['Camilla', 'Øvrebø'],
    about: 'Sykepleier på 4B og i Akuttmottaket',
    works: [
      { role: 'NURSE', at: 'lung', from: -900 },
      { role: 'NURSE', at: 'reception', from: -200 },
    ],
    hpr: '9900115',
  },
  'sara.lien': {
    name: ['Sara', 'Lien'],
    about: 'Sykepleier i Akuttmottaket, selv pasient',
    works: [{ role: 'NURSE', at: 'reception' }],
    hpr: '9900119',
  },
  'frode.gjerde': {
    name: ['Frode', 'Gjerde'],
    about: 'Sykepleier som er stengt ute',
    works: [{ role: 'NURSE', at: 'lung' }],
    hpr: '9900116',
    disabled: true,
  },
  'nina.valen': {
    name: ['Nina', 'Valen'],
    about: 'Sykepleier som sluttet på 3A',
    works: [{ role: 'NURSE', at: 'heart', until: -90 }],
    hpr: '9900123',
  },
  'jorunn.bo': {
    name: ['Jorunn', 'Bø'],
    about: 'Sykepleier som begynner i Akuttmottaket om en måned',
    works: [{ role: 'NURSE', at: 'reception', from: 30 }],
    hpr: '9900105',
  },
} as const satisfies Record<string, StaffMember>

/** Who signs in at home, by subject at the provider: patients, and those who stand for one. */
export const citizenTable = {
  'solveig.haugland': {
    name: ['Solveig', 'Haugland'],
    about: 'Pasient, VIP på Lungeavdelingen 4B',
    born: '1948-03-15',
    serial: 166,
  },
  'jonas.lien': {
    name: ['Jonas', 'Lien'],
    about: 'Pasient, VIP på Psykisk helse og rus 1B',
    born: '1981-12-09',
    serial: 101,
  },
  'maret.guttorm': {
    name: ['Máret Ánne', 'Somby Guttorm'],
    about: 'Pasient, i mottak nå',
    born: '1965-07-23',
    serial: 124,
  },
  'synnove.rake': {
    name: ['Synnøve', 'Rake'],
    about: 'Pasient uten VIP-status, anbefalt til møte',
    born: '1952-03-30',
  },
  'perolav.myhre': { name: ['Per Olav', 'Myhre'], about: 'Pasient uten VIP-status', born: '1984-05-17' },
  'nilshenrik.utne': { name: ['Nils Henrik', 'Utne'], about: 'Pasient med møte om VIP-status nå', born: '1969-05-06' },
  'aud.kvamme': { name: ['Aud', 'Kvamme'], about: 'Pasient som har sperret VIP-statusen sin', born: '1940-02-28' },
  'anne.haugland': {
    name: ['Anne', 'Haugland'],
    about: 'Datter av Solveig, med fullmakt',
    born: '1975-08-14',
    phone: '55 00 99 08',
  },
  'karoline.bakken': {
    name: ['Karoline', 'Bakken'],
    about: 'Mor til Emma Lovise (under 16 år)',
    born: '1987-11-03',
    phone: '55 00 99 21',
  },
  'bente.rygg': {
    name: ['Bente', 'Rygg'],
    about: 'Verge for Leif Arne Stokke',
    born: '1969-06-25',
    phone: '55 00 99 34',
  },
  'tora.nipen': {
    name: ['Tora', 'Nipen'],
    about: 'Datter og nærmeste pårørende til Hallvard, som ikke kan samtykke selv',
    born: '1961-03-08',
    phone: '55 00 99 52',
  },
  'ahmed.warsame': {
    name: ['Ahmed', 'Warsame'],
    about: 'Far til Noah (under 16 år)',
    born: '1979-09-30',
    phone: '55 00 99 41',
  },
} as const satisfies Record<string, Citizen>

export type StaffSubject = keyof typeof staffTable
export type CitizenSubject = keyof typeof citizenTable

export const staffMembers: Record<StaffSubject, StaffMember> = staffTable
export const citizens: Record<CitizenSubject, Citizen> = citizenTable
