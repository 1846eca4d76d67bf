import { refusalText } from '#lib/agreements/text'
import { mostOfScan } from '#lib/signing/rules'
import { commonRefusalText, formText } from '#lib/text'

const megabytes = mostOfScan / 1024 / 1024

/** What is wrong with a paper that was sent, by its code, and beside which field it is said. */
const texts: Record<string, { text: string; field?: 'signer' | 'scan' | 'seen' }> = {
  not_chosen: { text: 'Velg hvem som har signert.', field: 'signer' },
  not_signer: {
    text: 'Velg hvem som har signert. Det må være en annen enn deg, og en som kan signere for denne parten.',
    field: 'signer',
  },
  signed_already: { text: refusalText.signed_already, field: 'signer' },
  one_party_each: { text: 'Denne personen har allerede signert for en annen part.', field: 'signer' },
  not_seen: { text: 'Kryss av for at du så personen signere.', field: 'seen' },
  file_missing: { text: 'Velg filen med det skannede arket.', field: 'scan' },
  file_unknown: { text: 'Filen er ikke PDF, PNG eller JPEG. Skann arket på nytt og velg den filen.', field: 'scan' },
  file_lies: {
    text: 'Filen er noe annet enn navnet sier. Lagre den på nytt med riktig navn, eller skann på nytt.',
    field: 'scan',
  },
  file_too_large: { text: `Filen er for stor. Den kan være på ${megabytes} MB.`, field: 'scan' },
  too_large: { text: `Filen er for stor. Den kan være på ${megabytes} MB.`, field: 'scan' },
  unreadable: { text: 'Filen kom ikke helt fram. Velg den og send på nytt.', field: 'scan' },
  other_session: { text: formText.other_session },
  stale: { text: refusalText.stale },
  not_a_party: { text: refusalText.not_a_party },
  not_frozen: { text: refusalText.not_frozen },
  superseded: { text: refusalText.superseded },
  other_text: { text: 'Avtalen er endret etter at arket ble skrevet ut. Skriv ut den som gjelder nå.' },
  ...Object.fromEntries(Object.entries(commonRefusalText).map(([code, text]) => [code, { text }])),
}
export type PaperProblem = (typeof texts)[string]

/** What a page is told of a paper (`papir`) and of who signed it (`hvem`), as its form shows it; codes of ours only. */
export function paperProblem({ papir, hvem }: { papir?: string | string[]; hvem?: string | string[] }) {
  const problem = typeof papir === 'string' && Object.hasOwn(texts, papir) ? texts[papir] : undefined
  return { problem, signer: typeof hvem === 'string' ? hvem.slice(0, 60) : '' }
}
