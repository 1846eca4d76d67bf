/** What the worker says to whoever started it. */
export const workerText = {
  started: 'Jobbene går. Ctrl-C stopper.',
  waits: 'En annen kjører jobbene nå. Denne venter til den andre stopper.',
  stopped: 'Jobbene er stoppet.',
  settings: (names: string) => `Innstillingene mangler eller er feil: ${names}.`,
  failed: (reference: string) => `Jobbene stoppet av en feil. Referanse: ${reference}.`,
}
