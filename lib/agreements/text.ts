import type { OwnState } from '#lib/agreements/rules'
import type { AgreementVersion, CheckedFile, WrittenPart } from '#lib/agreements/schema'
import { type SignInProblem, signInProblemText } from '#lib/sessions/text'
import type { AgreementParty, AgreementStatus } from '#prisma/generated/enums'

export const partyText: Record<AgreementParty, string> = {
  PATIENT: 'Pasienten',
  MUNICIPALITY: 'Kommunen',
  HOSPITAL: 'Sykehuset',
}

export const statusText: Record<AgreementStatus, string> = {
  DRAFT: 'Utkast',
  FROZEN: 'Klar til signering',
  PARTLY_SIGNED: 'Mangler signatur',
  SIGNED: 'Gyldig',
  SUPERSEDED: 'Erstattet',
  REVOKED: 'Avsluttet',
}

/** The headings of the text, as everybody reads them. */
export const headingText: Record<WrittenPart, string> = {
  expects: 'Dette kan du vente',
  ownWords: 'Dette er viktig for deg',
  wardDoes: 'Dette gjør avdelingen',
  municipalityDoes: 'Dette gjør kommunen',
  patientDoes: 'Dette gjør du',
  changes: 'Endre eller si opp',
}

export const refusalText = {
  not_a_party:
    'Bare avdelingssykepleieren på VIP-avdelingen, samhandlingslegen og saksbehandleren i kommunen kan gjøre dette.',
  not_a_draft: 'Teksten er låst og kan ikke endres. Lag en ny versjon for å endre den.',
  conflict:
    'Noen andre har endret avtalen mens du skrev. Det du skrev, står her. Last siden på nytt for å se hva som står nå.',
  review_before: 'Gjennomgangen må være etter dagen avtalen begynner.',
  review_past: 'Dagen for gjennomgang er passert. Skriv en ny dag før du låser teksten.',
  nothing_new: 'Ingenting er endret.',
  no_municipality: 'Vi vet ikke hvilken kommune pasienten bor i. Kommunen må stå i Samløp før avtalen kan låses.',
  not_vip: 'Pasienten har ikke VIP-status ved denne avdelingen nå.',
  draft_exists: 'Det finnes allerede et utkast. Last siden på nytt for å se det.',
  not_frozen: 'Teksten er ikke låst ennå, så den kan ikke signeres.',
  superseded: 'Denne versjonen gjelder ikke lenger. Last siden på nytt for å se den som gjelder.',
  signed_already: 'Denne parten har allerede signert.',
  other_text: 'Teksten du så, er ikke den som gjelder nå. Last siden på nytt og les den på nytt før du signerer.',
  one_party_each: 'Du har allerede signert for en annen part. En annen må signere for denne.',
  stale: 'Det er mer enn fem minutter siden du bekreftet hvem du er. Bekreft det på nytt, og signer så.',
  ended_already: 'Avtalen er allerede avsluttet.',
  declined_already: 'Du har allerede sagt nei til denne avtalen.',
}

/** The same for the patient. */
export const ownRefusalText = {
  not_a_party: 'Du kan ikke signere denne avtalen.',
  not_frozen: 'Avtalen er ikke ferdig ennå.',
  superseded: 'Denne avtalen gjelder ikke lenger. Last siden på nytt for å se den nye.',
  signed_already: 'Avtalen er allerede signert.',
  other_text: 'Avtalen er endret. Last siden på nytt, og les den før du signerer.',
  one_party_each: 'Du har allerede signert for en annen. En annen må signere her.',
  stale: 'Det er mer enn fem minutter siden du viste hvem du er. Vis det på nytt, og signer så.',
  declined_already: 'Du har allerede sagt nei.',
  ended_already: 'Avtalen er allerede slutt.',
  conflict: 'Avtalen er endret. Last siden på nytt for å se hva som gjelder nå.',
}

export const missingText = (parties: readonly AgreementParty[]) =>
  parties.length === 0 ? '' : `Mangler: ${parties.map((party) => partyText[party].toLowerCase()).join(', ')}`

/** A hash as people can hold it up to another: in groups of eight. */
export const hashText = (hash: string) => hash.match(/.{1,8}/g)?.join(' ') ?? hash

const scanDone = 'Signaturen på papir er bekreftet.'

/** What came of proving who one is (`feil`), or that a paper is kept (`papir`), as the page is asked to say it. */
export function saidAbout({ feil, papir }: { feil?: string | string[]; papir?: string | string[] }) {
  if (papir === 'ok') return { text: scanDone, good: true }
  if (typeof feil === 'string' && Object.hasOwn(signInProblemText, feil))
    return { text: signInProblemText[feil as SignInProblem], good: false }
  return undefined
}

/** Where the agreement stands, as the patient reads it. */
export function ownStatusText({
  status,
  signatures,
  decline,
}: Pick<AgreementVersion, 'status' | 'signatures' | 'decline'>) {
  if (status === 'SIGNED') return 'Avtalen gjelder. Alle har skrevet under.'
  if (status === 'SUPERSEDED') return 'Avtalen blir endret. Du får beskjed når den nye er klar.'
  if (status === 'REVOKED') return 'Avtalen er slutt.'
  if (signatures.some(({ party }) => party === 'PATIENT')) return 'Du har skrevet under. Vi venter på de andre.'
  return decline
    ? 'Du har sagt nei. Du kan ombestemme deg.'
    : 'Avtalen venter på deg. Les den, og skriv under hvis du vil.'
}

/** The same in a line of the first page. */
export const ownRowText: Record<OwnState, string> = {
  NONE: 'Den kommer her når den er klar',
  WAITS: 'Den venter på at du skriver under',
  DECLINED: 'Du har sagt nei. Du kan ombestemme deg',
  OTHERS: 'Du har skrevet under. Vi venter på de andre',
  VALID: 'Den gjelder. Alle har skrevet under',
}

/** What is known of a code, to whoever asks. */
export const verdictText = {
  SIGNED: 'Koden stemmer. Avtalen er signert av alle tre og gjelder nå.',
  WAITING: 'Koden stemmer, men avtalen er ikke signert av alle ennå.',
  ENDED: 'Koden stemmer, men denne avtalen gjelder ikke lenger.',
  UNKNOWN: 'Koden stemmer ikke med noen avtale i Samløp. Teksten kan være endret.',
  UNREADABLE: 'Dette er ikke en kode. Den har 64 tegn: tall og bokstavene a til f.',
}

/** What is known of a PDF, to whoever asks; of one of ours the words about its code come after. */
export const fileText: Record<CheckedFile, string> = {
  OURS: 'Seglet er vårt, og ikke et tegn er endret.',
  OTHER: 'Seglet er vårt, men dette er ikke en avtale.',
  NOT_OURS: 'Filen har ikke vårt segl, eller den er endret etter at vi laget den. Last ned avtalen på nytt i Samløp.',
  NOT_PDF: 'Filen er ikke en PDF.',
  TOO_LARGE: 'Filen er for stor til å være en avtale fra Samløp.',
  MISSING: 'Velg en fil først.',
  BUSY: 'Mange spør samtidig akkurat nå. Vent litt og prøv igjen.',
}
