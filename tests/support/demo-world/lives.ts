import type { FastTrackLife, TriageLife } from '#tests/support/demo-world/arrivals'
import type { CitizenSubject, StaffSubject } from '#tests/support/people'
import type { OrganisationKey, UnitKey, WardKey, ZoneKey } from '#tests/support/demo-world/organisations'
import type {
  AddressProtection,
  ArrivalMode,
  BlockScope,
  CardStatus,
  CaseStatus,
  ConsentKind,
  ConsentStatus,
  EndCause,
  NoteKind,
  Phase,
  RepresentationKind,
  Sex,
  StayEventKind,
  StayEventReason,
  StayStatus,
  Urgency,
} from '#prisma/generated/enums'

/** A person's two years as a table tells them. Days are days before today unless it says otherwise. */
export type Life = {
  name: readonly [given: string, family: string]
  born: string
  serial?: number
  /** A D-number is not made from the birthday. */
  number?: string
  sex: Sex
  home: 'strandvik' | 'sundoy' | 'granvik'
  gp: Extract<OrganisationKey, 'torget' | 'havna' | 'sundoyLeger' | 'granvikLeger'>
  homeCare?: ZoneKey
  /** Since when the municipality has a case; and until when it had. */
  caseSince?: number
  caseUntil?: number
  signsIn?: CitizenSubject
  address?: AddressProtection
  died?: number
  words?: Words | readonly Words[]
  notes?: readonly Note[]
  phases?: readonly [Phase, since: number][]
  vip?: Vip | readonly Vip[]
  stays?: readonly StayLife[]
  blocks?: readonly {
    scope: BlockScope
    at?: UnitKey | OrganisationKey
    person?: StaffSubject
    since: number
    lifted?: number
  }[]
  representedBy?: { person: CitizenSubject; kind: RepresentationKind; document: string; since?: number; until?: Date }
  consents?: readonly ConsentLife[]
  invited?: readonly { person: StaffSubject; since: number; until?: number }[]
}

/** The patient's own words, newest first when there are several. */
export type Words = {
  helps: string
  worsens?: string
  signs?: string
  call?: string
  matters?: string
  helper?: string
  written: number
}

export type Note = readonly [kind: NoteKind, text: string, written: number]

export type Vip = {
  ward: WardKey
  status: CaseStatus
  /** Since when it has been active. */
  since?: number
  /** Days from today. */
  review?: number
  ended?: number
  endCause?: EndCause
  cards?: readonly CardLife[]
  method?: 'ORAL' | 'WRITTEN' | 'DIGITAL'
}

/** `until` is in days from today. */
export type CardLife = { status?: CardStatus; issued: number; until: number; ended?: number }

export type ConsentLife = {
  kind: ConsentKind
  status?: ConsentStatus
  to?: OrganisationKey
  given: number
  /** Days from today. */
  until?: number
  withdrawn?: number
}

export type StayLife = {
  ward: WardKey
  /** Days, or minutes if it is now, before now; at a time of the clock that looks like chance unless it is told. */
  arrived: { days: number; at?: string } | { minutes: number }
  days?: number
  status: StayStatus
  urgency: Urgency
  /** Minutes from arrival to the ward. */
  wait?: number
  mode?: ArrivalMode
  /** Who registered the arrival in Samløp, in an hour at work that is over. */
  registeredBy?: StaffSubject
  triage?: TriageLife
  fastTrack?: FastTrackLife
  more?: readonly MoreLife[]
}

/** Something more that happened in a stay, so many hours after the arrival, and who wrote it down, then or later. */
export type MoreLife = {
  kind: StayEventKind
  hours: number
  told?: number
  unit?: UnitKey
  corrects?: StayEventKind
  by?: StaffSubject
  reason?: StayEventReason
  note?: string
}

type More = NonNullable<StayLife['more']>

/** An acute stay that is over: so many days ago, for so many days. */
export const acute = (ago: number, days: number, ward: WardKey, more: More = []): StayLife => ({
  ward,
  arrived: { days: ago },
  days,
  status: 'DISCHARGED',
  urgency: 'IMMEDIATE',
  more,
})

export const planned = (ago: number, days: number, ward: WardKey): StayLife => ({
  ...acute(ago, days, ward),
  urgency: 'PLANNED',
})

/** A stay that goes on, by minutes since the patient came. */
export const ongoing = (status: StayStatus, ward: WardKey, minutes: number, more: More = []): StayLife => ({
  ward,
  arrived: { minutes },
  status,
  urgency: 'IMMEDIATE',
  more,
})

/** Somebody who came so many minutes ago and whose arrival was registered here. */
export const arriving = (minutes: number, ward: WardKey, given: Partial<StayLife> = {}): StayLife => ({
  ...ongoing(given.triage ? 'IN_RECEPTION' : 'ARRIVED', ward, minutes),
  mode: 'AMBULANCE',
  registeredBy: 'hanne.rusten',
  ...given,
})

export const hours = 60
export const days = 24 * hours
