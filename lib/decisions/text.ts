import type { DecideRefusal } from '#lib/decisions/rules'
import { holdRefusalText, lackText } from '#lib/held-meetings/text'
import type { ConsentMethod, DecisionOutcome } from '#prisma/generated/enums'

/** What is chosen, and what comes of it; `{navn}` is the patient. */
export const outcomeText: Record<DecisionOutcome, { title: string; hint: string; told: string }> = {
  YES: { title: 'Ja', hint: '{navn} blir VIP-pasient', told: 'Ja til VIP-status' },
  NO: { title: 'Nei', hint: 'Skriv grunn', told: 'Nei til VIP-status' },
  POSTPONED: { title: 'Utsett', hint: 'Velg ny dato', told: 'Beslutningen er utsatt' },
  CONTINUE: { title: 'Fortsett', hint: 'Velg ny vurdering', told: 'VIP-status fortsetter' },
  END: { title: 'Avslutt', hint: 'Skriv grunn', told: 'VIP-status avsluttes' },
}

export const methodText: Record<ConsentMethod, string> = {
  ORAL: 'Muntlig',
  WRITTEN: 'Skriftlig',
  DIGITAL: 'Digitalt',
}

export const decideRefusalText: Record<Exclude<DecideRefusal, keyof typeof holdRefusalText>, string> = {
  conflict: 'En annen har besluttet samtidig. Se hva som står, før du endrer det.',
  not_here: 'Dette møtet kan ikke beslutte det.',
  case_moved: 'Saken har gått videre siden møtet ble kalt inn. Det er ikke noe å beslutte nå.',
  no_review: 'Skriv når det skal vurderes på nytt.',
  review_past: 'Datoen må være fram i tid.',
  review_far: 'Datoen kan ikke være mer enn to år fram i tid.',
  no_ward: 'Velg en avdeling ved sykehuset.',
  no_answer: 'Skriv hva pasienten, eller den som kan svare for pasienten, har sagt. Uten et ja kan møtet ikke si ja.',
  patient_said_no: 'Pasienten har sagt nei, og det er bindende. Møtet kan ikke si ja.',
  not_representative: 'Denne personen kan ikke svare for pasienten nå.',
  answer_ahead: 'Tiden er ikke kommet ennå.',
  no_criteria:
    'Sykehuset og kommunen har ingen kriterier som begge har godkjent. Be administratorene om å godkjenne dem.',
  lacks_PATIENT: `Møtet kan ikke si ja. ${lackText.PATIENT}`,
  lacks_VIEW: `Møtet kan ikke si ja. ${lackText.VIEW}`,
  lacks_MUNICIPALITY: `Møtet kan ikke si ja. ${lackText.MUNICIPALITY}`,
  lacks_GP: `Møtet kan ikke si ja. ${lackText.GP} Har pasienten ingen fastlege, skriver du det under «Til stede».`,
  lacks_HOSPITAL: `Møtet kan ikke si ja. ${lackText.HOSPITAL}`,
}
