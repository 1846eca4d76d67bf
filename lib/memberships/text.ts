import { commonRefusalText } from '#lib/text'
import type { MembershipState, StaffOrder } from '#lib/memberships/schema'

export const stateText: Record<MembershipState, string> = {
  active: 'Aktive',
  ended: 'Avsluttet',
  coming: 'Kommer',
}

export const orderText: Record<StaffOrder, string> = { name: 'Navn', role: 'Rolle', unit: 'Enhet' }

/** What stands where nobody stands. */
export const nobodyText: Record<MembershipState, string> = {
  active: 'Ingen har en aktiv rolle her.',
  ended: 'Ingen roller er avsluttet ennå.',
  coming: 'Ingen begynner senere.',
}

const yourself = 'Du kan ikke endre dine egne roller eller din egen tilgang. Be en annen administrator.'

/** Why a role could not be given. */
export const giveRefusalText = {
  ...commonRefusalText,
  not_found: 'Fant ingen med dette nummeret i Samløp.',
  yourself,
  shut_out: 'Personen er stengt ute. Åpne tilgangen først.',
  not_here: 'Rollen finnes ikke i denne organisasjonen.',
  needs_unit: 'Velg enheten rollen gjelder ved.',
  no_unit: 'Rollen gjelder hele organisasjonen. La enhet stå tom.',
  wrong_unit: 'Rollen kan ikke gis ved denne enheten.',
  past: 'Siste dag er allerede over, eller er før første dag.',
  has_it: 'Personen har allerede denne rollen her i tidsrommet.',
  unknown_unit: 'Fant ikke enheten. Velg en av dem i listen.',
}

/** Why a new person could not be added. */
export const addRefusalText = {
  ...giveRefusalText,
  not_found: 'Dette kan bare en administrator av organisasjonen gjøre.',
  conflict: 'Noen har nettopp lagt til en med samme opplysninger. Se etter i listen.',
  known_hpr: 'Samløp kjenner allerede noen med dette HPR-nummeret. Bruk «Gi rolle til en ny».',
  known_subject: 'Denne bruker-ID-en hører til en annen person i Samløp.',
  known_email: 'Denne e-postadressen hører til en annen person i Samløp.',
  needs_hpr: 'Denne rollen krever et HPR-nummer.',
}

/** Why a role could not be ended. */
export const endRoleRefusalText = {
  ...commonRefusalText,
  yourself,
  ended: 'Rollen er allerede avsluttet.',
  past: 'Dagen er allerede over. La feltet stå tomt for å avslutte nå.',
}

/** Why somebody could not be shut out or let in again. */
export const shutOutRefusalText = {
  ...commonRefusalText,
  yourself,
  works_elsewhere: 'Personen har også en rolle i en annen organisasjon. Avslutt rollene her i stedet.',
  done_before: 'Dette er allerede gjort.',
}
