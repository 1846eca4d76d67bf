import { showDate, showMoment } from '#lib/dates'
import { methodText, outcomeText } from '#lib/decisions/text'
import { capacityText, holdRefusalText, purposeTitle } from '#lib/held-meetings/text'
import type { MinutesRefusal } from '#lib/minutes/rules'
import type { MinutesContent } from '#lib/minutes/schema'

export { capacityText, purposeTitle }

export const minutesRefusalText: Record<MinutesRefusal, string> = {
  ...holdRefusalText,
  conflict: 'En annen har laget en ny utgave samtidig. Se den først.',
  not_written: 'Referatet er ikke laget ennå.',
  no_decision: 'Møtet har ikke besluttet noe ennå. Skriv beslutningen før du signerer.',
  stale: 'Noe er endret siden denne utgaven. Lag en ny utgave før du signerer.',
  no_longer: 'Det møtet besluttet, kan ikke gjelde lenger. Se på beslutningen igjen.',
}

export const tookPartText = { CAME: 'Til stede', WROTE: 'Skriftlig innspill', AWAY: 'Ikke med' } as const

/** What was decided, in lines; nothing when the meeting decided nothing. */
export function aboutDecision({ decision, answer, noGp }: MinutesContent): { title: string; lines: string[] }[] {
  if (!decision) return []
  const lines = [
    outcomeText[decision.outcome].told + (decision.ward ? ` ved ${decision.ward}` : ''),
    decision.reviewOn && `Ny vurdering ${showDate(decision.reviewOn)}`,
    `Begrunnelse: ${decision.reason}`,
    decision.criteria !== null &&
      `Kriterier, versjon ${decision.criteria}: ${decision.met.join('; ') || 'ingen krysset av'}`,
    answer &&
      `${answer.by ?? 'Pasienten'} har sagt ${answer.agrees ? 'ja' : 'nei'} (${methodText[answer.method].toLowerCase()}, ${showMoment(answer.givenAt)})`,
    noGp && 'Pasienten har ingen fastlege.',
  ]
  return [{ title: 'Beslutning om VIP-status', lines: lines.filter((line) => typeof line === 'string') }]
}
