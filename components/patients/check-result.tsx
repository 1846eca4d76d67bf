import { NoStatus } from '#components/patients/no-status'
import { PlainBand } from '#components/patients/plain-band'
import { VipFound } from '#components/patients/vip-found'
import { HashtagIcon, PadlockLockedIcon, PersonRectangleIcon, QuestionmarkDiamondIcon } from '#components/ui/icons'
import type { Check } from '#lib/patients/schema'
import { severalText, unknownText } from '#lib/patients/text'

/** The answer to a look-up: as clear when it is no as when it is yes, in words and by icon. */
export function CheckResult({ check, hospital }: { check: Check; hospital: string }) {
  switch (check.outcome) {
    case 'vip':
      return <VipFound check={check} />
    case 'none':
      return <NoStatus check={check} hospital={hospital} />
    case 'blocked':
      return <Blocked routine={check.routine} />
    case 'many':
      return <Several />
    case 'unknown':
      return <Unknown by={check.by} />
  }
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

function Several() {
  return (
    <PlainBand
      icon={<QuestionmarkDiamondIcon className="i" aria-hidden />}
      kicker="Ikke entydig"
      title={severalText}
      aside={
        <>
          <p className="sl-band__k">Slik gjør dere</p>
          <p className="sl-band__s">Spør om fødselsnummer, eller skann VIP-kortet.</p>
        </>
      }
    >
      <p className="sl-band__s">Navnet og fødselsdatoen passer på mer enn én. Behandling skal aldri vente på dette.</p>
    </PlainBand>
  )
}

const notKnown: Record<Check['by'], string> = {
  number: 'Nummeret er gyldig, men pasienten finnes ikke i Samløp.',
  name: 'Ingen i Samløp har både dette navnet og denne fødselsdatoen.',
  card: 'Kortet er ikke kjent i Samløp.',
}

function Unknown({ by }: { by: Check['by'] }) {
  const card = by === 'card'
  return (
    <PlainBand
      icon={<QuestionmarkDiamondIcon className="i" aria-hidden />}
      kicker="Ingen treff"
      title={unknownText[by]}
      aside={
        <>
          <p className="sl-band__k">Sjekk dette</p>
          <ul className="sl-notes">
            <li>
              <HashtagIcon className="i" aria-hidden />
              <span>{by === 'number' ? 'Er alle 11 sifrene riktige?' : 'Skriv fødselsnummeret i stedet.'}</span>
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
      <p className="sl-band__s">{notKnown[by]} Følg vanlig mottak. Behandling skal aldri vente på et treff her.</p>
    </PlainBand>
  )
}
