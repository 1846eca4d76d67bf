import { countChanges, type Change } from '#lib/criteria/rules'
import type { Criteria } from '#lib/criteria/schema'
import { commonRefusalText } from '#lib/text'

export const criteriaRefusalText = {
  ...commonRefusalText,
  not_found: 'Dere er ikke part i disse kriteriene, eller versjonen finnes ikke.',
  written_meanwhile:
    'En annen har lagret utkastet mens du skrev. Teksten din står her, og den som er lagret, står ved siden av. Ta med det som mangler, og lagre igjen.',
  not_draft: 'Versjonen er allerede foreslått, og teksten kan ikke endres lenger. Lag et nytt utkast.',
  nothing_written: 'Skriv og lagre minst ett kriterium før du foreslår versjonen.',
  withdrawn: 'Versjonen er allerede trukket tilbake.',
  approved: 'En kommune har godkjent versjonen. Den kan bare erstattes av en nyere.',
  not_proposed: 'Versjonen er ikke lenger et forslag.',
  superseded: 'Det er foreslått en nyere versjon. Les og godkjenn den i stedet.',
  approved_before: 'Dere har allerede godkjent denne versjonen.',
}

export const partyRefusalText = {
  ...commonRefusalText,
  not_found: 'Fant ingen kommune i Samløp med dette nummeret.',
  is_so_already: 'Det er slik allerede.',
}

/** Where a version has come to, in few words. */
export function stateText({ status, inForce }: Pick<Criteria, 'status' | 'inForce'>) {
  if (status === 'DRAFT') return 'Utkast'
  if (status === 'WITHDRAWN') return 'Trukket tilbake'
  return inForce.length ? 'I kraft' : 'Foreslått'
}

export const changeText: Record<Change['kind'], string> = {
  same: 'Uendret',
  added: 'Nytt',
  removed: 'Tatt ut',
  changed: 'Endret',
}

/** All that changed, in one line. */
export function changesText(changes: readonly Change[]) {
  const { added, removed, changed } = countChanges(changes)
  const said = [
    added && (added === 1 ? '1 nytt kriterium' : `${added} nye kriterier`),
    changed && (changed === 1 ? '1 endret' : `${changed} endret`),
    removed && `${removed} tatt ut`,
  ].filter(Boolean)
  return said.length ? said.join(', ') : 'Ingen kriterier er endret'
}
