import { showDay, showDuration, showTime } from '#lib/dates'
import type { BoardRow, BoardRun, BoardTriage } from '#lib/boards/schema'
import { type Lane, minutesBetween } from '#lib/boards/rules'
import { refusalText } from '#lib/fast-tracks/text'
import { colourText } from '#lib/triage/text'

export const laneText: Record<Lane, string> = {
  ON_WAY: 'På vei',
  IN_RECEPTION: 'I mottak',
  ON_WARD: 'På avdelingen',
  READY: 'Utskrivningsklar',
  HOME: 'Hjemme',
}

/** How far from the target, in words; the bar beside it is for the eye alone. */
export function clockText(minutes: number, target: number) {
  if (minutes > target) return `${showDuration(minutes - target)} over målet`
  return minutes === target ? 'Målet er nå' : `${showDuration(target - minutes)} igjen til målet`
}

/** What the ward has answered, as short as a chip. */
export function answerText({ status, refusal, expectedAt }: BoardRun) {
  if (status === 'REFUSED' && refusal) return `Kan ikke: ${refusalText[refusal]}`
  if (status === 'DELAYED' && expectedAt) return `Mottas ${showTime(new Date(expectedAt))}`
  return status === 'ACCEPTED' ? 'Mottas nå' : 'Ikke svart'
}

/** When it was asked and answered. */
export const answerTimes = ({ askedAt, answeredAt }: BoardRun) =>
  answeredAt ? `Svarte ${showTime(new Date(answeredAt))}` : `Sendt ${showTime(new Date(askedAt))}`

/** The result of a triage with its time. */
export function triageText({ score, colour, at }: BoardTriage) {
  const result = colour ? `Triage ${colourText[colour].toLowerCase()}` : `NEWS2 er ${score}`
  return `${result}, ${showTime(new Date(at))}`
}

/** Where a patient goes who does not come to the own ward, and when the patient moves. */
const elsewhereText = ({ ward, moveOn }: BoardRun) =>
  `Går til ${ward.name}.${moveOn ? ` Flyttes hit ${showDay(moveOn)}` : ''}`

/** The one fact of a card, seen from the ward whose board it is. */
export function factOf({ stay, run }: BoardRow, unitId: string, time: Date): string {
  if (!stay) return ''
  if (stay.status === 'ARRIVED' || stay.status === 'IN_RECEPTION')
    return run ? runFact(run, unitId) : `I ${stay.unit.name}. Fast-track er ikke startet.`
  const place = stay.unit.id === unitId ? '' : `Ligger på ${stay.unit.name}. `
  const days = Math.floor(minutesBetween(stay.onWardAt ?? stay.arrivedAt ?? time, time) / (24 * 60))
  return `${place}${days + 1}. døgn`
}

function runFact(run: BoardRun, unitId: string) {
  if (run.ward.id !== unitId) return elsewhereText(run)
  if (run.status === 'ASKED') return 'Mottak venter på svar'
  const answered = run.answeredAt ? showTime(new Date(run.answeredAt)) : ''
  if (run.status === 'DELAYED') return `Dere svarte ${answered}: ${answerText(run).toLowerCase()}`
  if (run.status === 'REFUSED') return `Dere svarte ${answered}: ${answerText(run)}`
  return `Dere svarte «Mottas nå» ${answered}`
}
