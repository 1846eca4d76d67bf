import { cardText, lives, numberOf, type PatientKey } from '#tests/support/demo-world/patients'
import { type StaffSubject, staffMembers } from '#tests/support/people'
import { mimic } from '#prisma/mappings/mimic'
import { syntheticNumber } from '#prisma/mappings/synthetic-number'

/** Who somebody is and what stands on the first card. */
function patientFacts(key: PatientKey) {
  const life = lives[key]
  return { name: life.name.join(' '), birthDate: life.born, number: numberOf(life), card: cardText(key) }
}

const nameOf = (subject: StaffSubject) => staffMembers[subject].name.join(' ')

/** As the import invents the person today; the number changes with the day of the import, the name and the card do not. */
function importedFacts() {
  if (!('invent' in mimic.patients)) throw new Error('The shipped admissions have no names')
  const span = { first: new Date('2198-10-29T01:26:00Z'), last: new Date('2202-10-11T16:30:00Z') }
  const { givenName, familyName, identityNumber } = mimic.patients.invent('41976', span, new Date(), new Set()).patient
  return { name: `${givenName} ${familyName}`, number: identityNumber, card: cardText('imported') }
}

/** What tests may rely on in the demo world; everything else in it may change. */
export const world = {
  receptionNurse: nameOf('hanne.rusten'),
  innvikNurse: nameOf('ida.solheim'),
  /** Signed in, but not those who look up patients in reception: one of each role. */
  outsiders: {
    wardNurse: nameOf('silje.moen'),
    headNurse: nameOf('marit.solberg'),
    flowCoordinator: nameOf('randi.tangen'),
    collaborationPhysician: nameOf('eirik.sandvik'),
    caseworker: nameOf('ingrid.moe'),
    participant: nameOf('eli.strand'),
    generalPractitioner: nameOf('knut.eide'),
    logController: nameOf('tone.myklebust'),
    administrator: nameOf('geir.haugen'),
  },
  citizen: 'Solveig Haugland',
  nextOfKin: 'Anne Haugland',

  /** VIP at Lungeavdelingen 4B, unstable, card valid, own words and three notes. */
  solveig: patientFacts('solveig.haugland'),
  notVip: patientFacts('perolav.myhre'),
  /** VIP at Fjordkyst whose status is blocked for everybody. */
  blocked: patientFacts('aud.kvamme'),
  /** VIP at Fjordkyst; everything is blocked for Helse Innvik. */
  blockedForInnvik: patientFacts('evakarin.espeseth'),
  /** VIP with a card that was revoked and no other. */
  revokedCard: patientFacts('harald.fjeld'),
  /** VIP whose only card went out of date. */
  expiredCard: patientFacts('wenche.tveit'),
  /** VIP whose first card was replaced; the second is valid. */
  replacedCard: { ...patientFacts('ragnhild.odegard'), newCard: cardText('ragnhild.odegard', 2) },
  underReview: patientFacts('johannes.ness'),
  noWords: patientFacts('terje.bolstad'),
  withHelper: patientFacts('leifarne.stokke'),
  endedByWish: patientFacts('ingerjohanne.saether'),
  deceased: patientFacts('magne.skar'),
  child: patientFacts('emmalovise.bakken'),
  protectedAddress: patientFacts('hildemarie.strom'),
  dNumber: patientFacts('dmytro.kovalenko'),
  sameName: { vip: patientFacts('kari.johansen.vip'), other: patientFacts('kari.johansen') },
  longName: patientFacts('maret.guttorm'),
  longestName: patientFacts('thirunavukkarasu.sivapalan'),
  /** VIP at Innvik, nothing at Fjordkyst. */
  elsewhere: patientFacts('oddvar.hellevik'),
  /** VIP at Innvik after `prisma/seed.ts --after-import`. */
  imported: importedFacts(),

  /** VIP patients at home and stable in what they are, for journeys that bring them in; each is one journey's. */
  atHome: {
    received: patientFacts('kari.lunde'),
    unstable: patientFacts('annelise.berg'),
    cleared: patientFacts('jonas.lien'),
    elsewhere: patientFacts('sander.hauge'),
    offline: patientFacts('vegard.sletten'),
    byKeyboard: patientFacts('kjellmagne.rod'),
    withoutScript: patientFacts('sara.lunden'),
    mistaken: patientFacts('hildemarie.strom'),
  },
  /** In reception now, each where the way to the ward has come so far. */
  waiting: {
    /** The own ward said no. */
    refused: patientFacts('arne.tveito'),
    asked: patientFacts('maret.guttorm'),
    accepted: patientFacts('thirunavukkarasu.sivapalan'),
    /** To be treated first. */
    unsafe: patientFacts('liv.brekke'),
    /** No triage yet. */
    arrived: patientFacts('tordis.halleraker'),
    /** Green, and not a VIP patient. */
    notVip: patientFacts('lenecathrine.mo'),
    /** At Innvik: the ward receives in a while. */
    delayed: patientFacts('oddvar.hellevik'),
  },
  /** VIP at Hjerteavdelingen 3A, lies at Lungeavdelingen 4B and is to be moved the day after tomorrow. */
  onOtherWard: patientFacts('mustafa.yilmaz'),
  /** At Lungeavdelingen 4B now, for journeys that change their stays; each is one journey's. */
  onWard: {
    /** Moved, on leave, and put right. */
    history: patientFacts('gudrun.eikeland'),
    wrongPerson: patientFacts('bjorn.aasen'),
    leave: patientFacts('rolfinge.dahl'),
    twoAtOnce: patientFacts('odd.nilsen'),
  },
  /** On leave from Hjerteavdelingen 3A for more than three days. */
  longAway: patientFacts('borghild.vange'),
  /** Arrivals for the log controller: the wrong person, and nobody who did triage. */
  flagged: { cancelled: patientFacts('kari.johansen'), withoutTriage: patientFacts('amina.yusuf') },

  /** VIP at Lungeavdelingen 4B; the meeting that looks at the status again goes on now. */
  reviewed: patientFacts('ellenmarie.vik'),
  /** At home, often at Lungeavdelingen 4B, without VIP status; goes the whole way to it in a journey. */
  homeFromWard: patientFacts('synnove.rake'),
  /** At the ward in Innvik now, without VIP status; recommended by a journey. */
  onInnvikWard: patientFacts('audun.tveiten'),

  /** A synthetic number that nobody has. */
  unknown: { number: syntheticNumber('1971-07-17', 300) },
  /** Not synthetic, yet nobody's: numbers of this series are for people born in 1854. */
  realNumber: '01015450068',
} as const
