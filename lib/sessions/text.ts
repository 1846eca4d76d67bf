/** Why somebody did not get in; the code stands in the address of the front page. */
export const signInProblemText = {
  avbrutt: 'Innloggingen ble avbrutt. Velg under for å prøve igjen.',
  ukjent: 'Du er ikke registrert i Samløp. Kontakt administratoren der du jobber, eller kommunen din.',
  sikkerhetsniva: 'Du må logge inn med høyeste sikkerhetsnivå, for eksempel BankID. Velg under for å prøve igjen.',
  utlopt: 'Innloggingen tok for lang tid eller er allerede brukt. Velg under for å prøve igjen.',
  utlogget: 'Du ble logget ut. Logg inn igjen for å fortsette.',
  utilgjengelig: 'Innloggingen virker ikke akkurat nå. Vent litt og prøv igjen.',
}

export type SignInProblem = keyof typeof signInProblemText

/** Why a role could not be taken. */
export const chooseRefusalText = {
  not_found: 'Du har ikke denne rollen lenger. Velg en av de andre.',
  already_chosen: 'Du har nettopp valgt rolle i et annet vindu. Last siden på nytt for å se hvem du er nå.',
}

export const chooseText = { misread: 'Valget ble ikke forstått. Last siden på nytt og velg igjen.' }

/** Why a session elsewhere could not be ended. */
export const endRefusalText = {
  not_found: 'Denne økten er allerede avsluttet.',
  this_one: 'Dette er økten du bruker nå. Velg «Logg ut» øverst for å avslutte den.',
  no_others: 'Du er ikke logget inn andre steder.',
}

const plural = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`)

/** A time left in words: minutes, seconds, or both. */
export function timeLeftText(seconds: number) {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  const words = [minutes && plural(minutes, 'minutt', 'minutter'), rest && plural(rest, 'sekund', 'sekunder')]
  return words.filter(Boolean).join(' og ') || '0 sekunder'
}

/** That the session ends soon, and what can be done about it. */
export const endingText = {
  idle: {
    title: 'Er du der fortsatt?',
    until: (seconds: number) => `Du blir logget ut om ${timeLeftText(seconds)}.`,
    more: 'Det er en stund siden noe skjedde her.',
    aloud: (seconds: number) => `Du blir logget ut om ${timeLeftText(seconds)}. Trykk en tast for å fortsette.`,
  },
  absolute: {
    title: 'Du må snart logge inn på nytt',
    until: (seconds: number) => `Du blir logget ut om ${timeLeftText(seconds)}.`,
    more: 'Du har vært innlogget i 12 timer, og det kan ikke forlenges. Det du har skrevet, blir stående.',
    aloud: (seconds: number) =>
      `Du blir logget ut om ${timeLeftText(seconds)}, og det kan ikke forlenges. Det du har skrevet, blir stående.`,
  },
}
