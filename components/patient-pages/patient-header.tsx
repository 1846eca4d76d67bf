import Link from 'next/link'
import { PatientTabs, type Tab } from '#components/patient-pages/patient-tabs'
import {
  CandleIcon,
  ExclamationmarkTriangleIcon,
  PadlockLockedIcon,
  PersonRectangleFillIcon,
  WavesIcon,
} from '#components/ui/icons'
import { PhoneLink } from '#components/ui/phone-link'
import { dayOf, now } from '#lib/clock'
import { ageOn, showDate } from '#lib/dates'
import { type Chip, chipsOf } from '#lib/patient-pages/rules'
import type { PatientHeader as Header } from '#lib/patient-pages/schema'
import { chipText, doctorText, homeText } from '#lib/patient-pages/text'

const icons: Record<Chip['kind'], typeof WavesIcon> = {
  deceased: CandleIcon,
  phase: WavesIcon,
  protection: PadlockLockedIcon,
  blocked: PadlockLockedIcon,
  consent: ExclamationmarkTriangleIcon,
  card: ExclamationmarkTriangleIcon,
  review: ExclamationmarkTriangleIcon,
  agreement: ExclamationmarkTriangleIcon,
}
const late: readonly Chip['kind'][] = ['consent', 'card', 'review', 'agreement']

/** The same on each of the patient's pages: who, where, what is late or missing, and the ward to call. */
export function PatientHeader({ header, tab }: { header: Header; tab?: Tab }) {
  const today = dayOf(now())
  const doctor = doctorText(header)
  return (
    <div className="sl-patient">
      <div className="sl-patient__in">
        <div className="sl-patient__row">
          <div>
            <h1>{header.name}</h1>
            <p className="facts num">
              <span>
                Født {showDate(header.birthDate)}
                {!header.deceasedAt && ` (${ageOn(header.birthDate, today)} år)`}
              </span>
              {header.home && <span>{homeText(header.home)}</span>}
              {doctor && <span>{doctor}</span>}
            </p>
            <Chips header={header} today={today} />
          </div>
          {header.wards.length > 0 && (
            <div className="stack-2">
              {header.wards.map(({ id, name, phone }) => (
                <div key={id} className="sl-home">
                  <div>
                    <small>
                      <PersonRectangleFillIcon className="i" aria-hidden />
                      VIP-avdeling
                    </small>
                    <b>{name}</b>
                  </div>
                  {phone && <PhoneLink name={name} phone={phone} />}
                </div>
              ))}
            </div>
          )}
        </div>
        {tab && <PatientTabs id={header.id} tab={tab} />}
      </div>
    </div>
  )
}

function Chips({ header, today }: { header: Header; today: string }) {
  const chips = chipsOf(header, today)
  if (chips.length === 0) return null
  return (
    <ul className="chips">
      {chips.map((chip) => {
        const Icon = icons[chip.kind]
        return (
          <li key={chip.kind} className="ds-tag" data-color={late.includes(chip.kind) ? 'warning' : 'neutral'}>
            <Icon className="i" aria-hidden />
            {chip.kind === 'agreement' ? (
              <Link href={`/patients/${header.id}/agreement`} prefetch={false}>
                {chipText(chip, header, today)}
              </Link>
            ) : (
              chipText(chip, header, today)
            )}
          </li>
        )
      })}
    </ul>
  )
}
