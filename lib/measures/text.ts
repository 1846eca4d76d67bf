import type { AddRefusal, PromiseRefusal, PromiseState } from '#lib/measures/rules'

export const addRefusalText: Record<AddRefusal, string> = {
  due_past: 'Fristen er passert. Velg i dag eller senere.',
  due_far: 'Fristen kan ikke være mer enn fem år fram i tid.',
}

export const promiseRefusalText: Record<PromiseRefusal, string> = {
  not_theirs: 'Bare den som har lovet dette, kan svare.',
  not_asked: 'Det er svart på dette allerede.',
  not_promised: 'Dette er ikke noe som er lovet nå.',
}

export const stateText: Record<PromiseState, string> = {
  ASKED: 'Venter på svar',
  REFUSED: 'Svarte nei',
  RUNNING: 'Lovet',
  LATE: 'Forsinket',
  KEPT: 'Holdt',
  KEPT_LATE: 'Holdt, men for sent',
  BROKEN: 'Ikke holdt',
}

/** The same for the patient. */
export const ownStateText: Record<PromiseState, string> = {
  ASKED: 'De har ikke svart ennå',
  REFUSED: 'De sa nei',
  RUNNING: 'De har sagt ja',
  LATE: 'Det er for sent ute',
  KEPT: 'Det er gjort',
  KEPT_LATE: 'Det er gjort, men for sent',
  BROKEN: 'Det ble ikke gjort',
}

export const stateColour: Record<PromiseState, 'success' | 'warning' | 'neutral' | 'waiting'> = {
  ASKED: 'waiting',
  REFUSED: 'warning',
  RUNNING: 'neutral',
  LATE: 'warning',
  KEPT: 'success',
  KEPT_LATE: 'success',
  BROKEN: 'warning',
}
