import type { CorrectionRefusal } from '#lib/stay-corrections/rules'
import { stayRefusalField, stayRefusalText } from '#lib/stay-events/text'

export const correctionRefusalText: Record<CorrectionRefusal, string> = {
  ...stayRefusalText,
  too_far: 'Tiden er langt fra den som står. Se på datoen.',
  before_discharge: 'Tiden er før forrige utskrivning. Se på datoen.',
  same: 'Dette er tiden som står der. Skriv den riktige.',
  not_to_correct: 'Dette kan ikke rettes.',
  not_to_void: 'Dette kan ikke trekkes tilbake. Rett tiden eller avdelingen, eller avlys oppholdet.',
  open_elsewhere:
    'Pasienten er inne på et nyere opphold. Avlys det først, eller velg «Lagt inn på nytt ved en feil» der.',
  left_reception: 'Pasienten er ikke lenger i mottaket ditt.',
  undo_late: 'Det er gått mer enn ett minutt. Velg «Rett» i tabellen i stedet.',
  not_to_undo: 'Dette kan ikke angres. Velg «Rett» i tabellen i stedet.',
}

/** The same in reception, where the time that stands is seen above the form. */
export const arrivalCorrectionText: Record<CorrectionRefusal, string> = {
  ...correctionRefusalText,
  changed:
    'Noen andre rettet ankomsten eller registrerte noe før deg. Øverst står det som gjelder nå. Din tid står i feltet; send på nytt hvis den er riktig.',
}

/** What a refusal is about, so that it stands beside the field. */
export const correctionRefusalField: Record<string, string> = {
  ...stayRefusalField,
  too_far: 'at',
  before_discharge: 'at',
  same: 'at',
}
