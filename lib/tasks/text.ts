import { showDate, showDuration, showMoment, showTime } from '#lib/dates'
import { longestSnooze } from '#lib/tasks/rules'
import type { DueTask, InboxQuery, TaskKind } from '#lib/tasks/schema'

/** What there is to do, as it stands in the list. */
export const taskText: Record<TaskKind, string> = {
  ANSWER_RECOMMENDATION: 'Svar på anbefaling om samarbeidsmøte',
  ANSWER_MEETING: 'Svar på møteinnkalling',
  CHOOSE_MEETING_TIME: 'Velg tid for møtet',
  PREPARE_MEETING: 'Forbered møtet',
  WRITE_STATEMENT: 'Skriv uttalelse til møtet',
  HOLD_MEETING: 'Led møtet',
  SIGN_MINUTES: 'Signer møtereferatet',
  ACCEPT_MEASURE: 'Svar på om dere tar på dere tiltaket',
  DO_MEASURE: 'Gjennomfør tiltaket',
  KEEP_PROMISE: 'Hold det dere har lovet',
  COMPLETE_AGREEMENT: 'Gjør avtalen ferdig',
  SIGN_AGREEMENT: 'Signer avtalen',
  ISSUE_CARD: 'Lag kort til pasienten',
  REVIEW_STATUS: 'Vurder VIP-status på nytt',
  CONSIDER_CANDIDATE: 'Vurder om et samarbeidsmøte kan hjelpe',
  APPROVE_CRITERIA: 'Godkjenn inklusjonskriterier',
  FOLLOW_UP: 'Følg opp: ikke gjort i tide',
}

/** The words of a kind; a kind that this build does not know is still a task. */
export const wordsOfTask = (kind: string) => taskText[kind as TaskKind] ?? 'Oppgave'

/** What the flow coordinator is to follow up, without a word of the patient. */
export const followUpText = ({ kind, holder, dueAt }: Pick<DueTask, 'kind' | 'holder' | 'dueAt'>) =>
  `${taskText[kind]}. ${holder ? `Hos ${holder}, frist` : 'Frist'} ${showDate(dueAt)}.`

export const viewText: Record<InboxQuery['vis'], string> = {
  alle: 'Å gjøre',
  mine: 'Mine',
  enhet: 'Enhetens',
  frist: 'Frist nå',
  senere: 'Utsatt',
  meldinger: 'Meldinger',
}

/** What stands where nothing stands, and what will come there. */
export const nothingText: Record<InboxQuery['vis'], { title: string; words: string }> = {
  alle: {
    title: 'Ingen oppgaver venter',
    words: 'Her kommer det du skal gjøre, og det noen på enheten din skal ta. Nye oppgaver dukker opp av seg selv.',
  },
  mine: { title: 'Du har ingen oppgaver', words: 'Her står det som er gitt til deg, og det du har tatt over.' },
  enhet: {
    title: 'Enheten har ingen oppgaver',
    words: 'Her står det som er gitt til alle på enheten eller i rollen din.',
  },
  frist: { title: 'Ingenting haster', words: 'Her står det som har frist i dag eller er forsinket.' },
  senere: { title: 'Ingenting er utsatt', words: 'Her står det du har lagt til side, til dagen du valgte.' },
  meldinger: { title: 'Ingen meldinger', words: 'Her får du vite hva andre har gjort i saker du er med i.' },
}

/** When it is due, and how badly. */
export function dueText(dueAt: string | null, time: Date) {
  if (!dueAt) return null
  const due = new Date(dueAt)
  const late = Math.floor((time.getTime() - due.getTime()) / 60_000)
  if (late >= 0) return { tone: 'danger', words: `Forsinket ${showDuration(Math.max(1, late))}` } as const
  const today = showDate(due) === showDate(time)
  return { tone: today ? 'warning' : null, words: today ? `I dag ${showTime(due)}` : showMoment(due) } as const
}

export const taskRefusalText = {
  not_found: 'Oppgaven finnes ikke lenger i innboksen din.',
  conflict: 'En annen har endret oppgaven samtidig. Se hva som står der nå.',
  ended: 'Oppgaven er allerede gjort.',
  already_yours: 'Du har allerede denne oppgaven.',
  yourself: 'Velg en annen enn deg selv.',
  not_there: 'Denne personen jobber ikke her lenger. Velg en annen.',
  take_first: 'Ta over oppgaven før du utsetter den.',
  past_day: 'Velg en dag fra i morgen av.',
  too_far: `Du kan utsette i høyst ${longestSnooze} dager.`,
  not_by_hand: 'Denne oppgaven avsluttes når det den gjelder, er gjort.',
  held_by_other: 'En annen har oppgaven. Ta den over først.',
}

/** The name of the page, with how much waits. */
export const inboxTitle = (count: number) => `${count ? `(${count}) ` : ''}Innboks`
