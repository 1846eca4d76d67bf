import type { CommonRefusal } from '#lib/command'

export const commonRefusalText: Record<CommonRefusal, string> = {
  forbidden: 'Du har ikke tilgang til å gjøre dette.',
  not_found: 'Vi fant ikke det du ba om.',
  conflict: 'Noen andre endret dette samtidig. Se hva som står nå, og prøv igjen.',
  key_reused: 'Skjemaet er allerede sendt. Last siden på nytt før du sender noe annet.',
}

/** What every form may have to say. */
export const formText = {
  foreign: 'Skjemaet kom ikke fra denne siden. Åpne Samløp på nytt og prøv igjen.',
  signed_out: 'Du er logget ut. Logg inn igjen for å fortsette. Det du skrev, står fortsatt her.',
  other_session: 'Siden ble åpnet under en annen innlogging. Last siden på nytt før du fortsetter.',
  unknown: (reference: string) =>
    `Vi vet ikke om dette ble utført. Prøv igjen; det blir ikke gjort to ganger. Referanse: ${reference}`,
}
