import {
  CircleSlashIcon,
  HashtagIcon,
  PadlockLockedIcon,
  PersonRectangleIcon,
  QuestionmarkDiamondIcon,
} from '@navikt/aksel-icons'
import type { ReactNode } from 'react'
import { BornAndAge } from '#components/patients/born-and-age'
import { CardWarning } from '#components/patients/card-warning'
import { VipFound } from '#components/patients/vip-found'
import { Caution } from '#components/ui/caution'
import type { Check } from '#lib/patients/schema'

/** The answer to a look-up: as clear when it is no as when it is yes, in words and by icon. */
export function CheckResult({ check, hospital }: { check: Check; hospital: string }) {
  switch (check.outcome) {
    case 'vip':
      return <VipFound check={check} />
    case 'none':
      return <NoStatus check={check} hospital={hospital} />
    case 'blocked':
      return <Blocked routine={check.routine} />
    case 'unknown':
      return <Unknown by={check.by} />
  }
}

type Plain = { icon: ReactNode; kicker: string; title: string; children: ReactNode; aside: ReactNode }

function PlainBand({ icon, kicker, title, children, aside }: Plain) {
  return (
    <section className="sl-found" aria-label={`${kicker}. ${title}`}>
      <header className="sl-band" data-kind="none" data-two>
        <div>
          <p className="sl-band__k">
            {icon}
            {kicker}
          </p>
          <h2 className="sl-band__v">{title}</h2>
          {children}
        </div>
        <div>{aside}</div>
      </header>
    </section>
  )
}

function NoStatus({ check, hospital }: { check: Extract<Check, { outcome: 'none' }>; hospital: string }) {
  return (
    <PlainBand
      icon={<CircleSlashIcon className="i" aria-hidden />}
      kicker="Ingen VIP-status"
      title={check.patient.name}
      aside={
        <>
          <p className="sl-band__k">Vanlig mottak</p>
          <p className="sl-band__s">Pasienten har ikke VIP-status ved {hospital}. Følg vanlig forløp.</p>
          {check.patient.deceased && <Caution>Pasienten er registrert som død. Kontroller nummeret.</Caution>}
          <CardWarning card={check.card} />
        </>
      }
    >
      <BornAndAge birthDate={check.patient.birthDate} />
    </PlainBand>
  )
}

function Blocked({ routine }: { routine: string | null }) {
  return (
    <PlainBand
      icon={<PadlockLockedIcon className="i" aria-hidden />}
      kicker="Sperret"
      title="Opplysninger er sperret av pasienten"
      aside={
        <>
          <p className="sl-band__k">Slik gjør dere</p>
          <p className="sl-band__s">{routine ?? 'Følg vanlig mottak, og spør pasienten selv.'}</p>
        </>
      }
    >
      <p className="sl-band__s">Det står ikke her om pasienten har VIP-status.</p>
    </PlainBand>
  )
}

function Unknown({ by }: { by: Check['by'] }) {
  const card = by === 'card'
  return (
    <PlainBand
      icon={<QuestionmarkDiamondIcon className="i" aria-hidden />}
      kicker="Ingen treff"
      title={card ? 'Fant ingen pasient med dette kortet' : 'Fant ingen pasient med dette nummeret'}
      aside={
        <>
          <p className="sl-band__k">Sjekk dette</p>
          <ul className="sl-notes">
            <li>
              <HashtagIcon className="i" aria-hidden />
              <span>{card ? 'Skriv fødselsnummeret i stedet.' : 'Er alle 11 sifrene riktige?'}</span>
            </li>
            <li>
              <PersonRectangleIcon className="i" aria-hidden />
              <span>
                {card ? 'Er det et VIP-kort fra Samløp?' : 'Har pasienten et VIP-kort? Skann koden på kortet.'}
              </span>
            </li>
          </ul>
        </>
      }
    >
      <p className="sl-band__s">
        {card ? 'Kortet er ikke kjent i Samløp.' : 'Nummeret er gyldig, men pasienten finnes ikke i Samløp.'} Følg
        vanlig mottak. Behandling skal aldri vente på et treff her.
      </p>
    </PlainBand>
  )
}
