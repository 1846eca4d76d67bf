import { Buildings3Icon, HouseHeartIcon, PersonIcon, PersonRectangleIcon } from '#components/ui/icons'
import { PhoneLink } from '#components/ui/phone-link'
import { type Helper, teamOf } from '#lib/patient-pages/rules'
import type { PatientHeader, PatientOverview } from '#lib/patient-pages/schema'
import { helperAbout, hiddenName } from '#lib/patient-pages/text'

const tones: Partial<Record<Helper['kind'], string>> = {
  VIP_WARD: 'vip',
  GP_LIST: '2',
  INVITED: '3',
  HOME_CARE: '3',
}

/** Whom to call about what, each with the number itself. */
export function CareTeam({ header, overview }: { header: PatientHeader; overview: PatientOverview }) {
  const team = teamOf(header, overview)
  return (
    <section className="sl-panel" aria-labelledby="team">
      <header>
        <h2 id="team">Hvem gjør hva</h2>
      </header>
      {team.length === 0 && <p className="muted">Ingen er koblet til pasienten ennå.</p>}
      <ul className="sl-team">
        {team.map((helper) => (
          <HelperRow key={helper.id} helper={helper} />
        ))}
      </ul>
      {header.hidden && <p className="small muted sl-after">Kommunen står ikke her fordi adressen er beskyttet.</p>}
    </section>
  )
}

function HelperRow({ helper }: { helper: Helper }) {
  const [name, about] = helper.name ? [helper.name, helperAbout(helper)] : [helperAbout(helper), hiddenName]
  return (
    <li>
      <span className="sl-face" aria-hidden="true" data-tone={tones[helper.kind]}>
        <Face helper={helper} />
      </span>
      <span>
        <b>{name}</b>
        <small>{about}</small>
      </span>
      {helper.phone && <PhoneLink name={name} phone={helper.phone} />}
    </li>
  )
}

function Face({ helper: { kind, name, person } }: { helper: Helper }) {
  if (kind === 'VIP_WARD') return <PersonRectangleIcon className="i" />
  if (person) return name ? initials(name) : <PersonIcon className="i" />
  return kind === 'HOME_CARE' ? <HouseHeartIcon className="i" /> : <Buildings3Icon className="i" />
}

function initials(name: string) {
  const words = name.split(' ')
  return `${words[0]?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`
}
