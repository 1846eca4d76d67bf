import type { Answer, Said } from '#tests/support/matrix/call'
import type { Canaries, Leak, Seen } from '#tests/support/matrix/canaries'
import type { Matrix } from '#tests/support/matrix/ledger'
import type { Way } from '#tests/support/matrix/ways'
import { type ActorKey, alone, type Deed, type Part, type Row, rowOf, words } from '#tests/security/policy'

/** What the page of break-glass shows. */
export const opened = ({ glass }: Row): readonly Leak[] =>
  glass === 'unblocked' ? ['name', 'words', 'status', 'traces', 'rest'] : []

/** What this way shows beside what the row lets the actor see of the record. */
function shownBy({ deed }: Way, row: Row): readonly Leak[] {
  if (deed === 'patient.check') return row.told === 'vip' ? ['name', 'words'] : row.told === 'none' ? ['name'] : []
  // The number leads to the page, which comes with the answer.
  if (['emergency.read', 'emergency.find', 'patient.find'].includes(deed)) return opened(row)
  // The names of colleagues.
  if (deed === 'staff.list' || deed === 'settings.open') return words(alone[row.who]).includes(deed) ? ['looker'] : []
  return row.may.has(deed) ? (besides[deed] ?? []) : []
}
const besides: { readonly [deed in Deed]?: readonly Leak[] } = {
  'access.read': ['name', 'looker'],
  'access.own': ['looker'],
  'control.arrivals': ['name'],
  'control.flags': ['name', 'looker'],
  'control.flag': ['name', 'looker', 'reason'],
}

/** The canaries in an answer that this actor may not see by this way. */
export const foreign = (who: ActorKey, seen: readonly Seen[], way?: Way) =>
  seen.filter(({ about, leak }) => {
    const row = rowOf(who, about)
    return leak === 'never' || !(row.sees.has(leak as Part) || (way && shownBy(way, row).includes(leak)))
  })

/** What a form echoes of what was typed into it is no news to the one who typed it. */
const without = (text: string, typed: Record<string, string>) =>
  Object.values(typed).reduce((rest, word) => (word.length > 3 ? rest.replaceAll(word, '') : rest), text)

export const faults = (who: ActorKey, canaries: Canaries, text: string, way: Way) =>
  foreign(who, canaries.in(text), way).map(({ about, what }) => `shows ${what} of ${about}`)

/** Whether a page that is allowed shows the patient: where the glass may be broken, only once it is and nothing is blocked. */
const showsPatient = (way: Way, { glass }: Row) =>
  way.kind === 'page' &&
  way.shows !== 'picture' &&
  (way.shows !== false || (way.deed === 'emergency.read' && glass === 'unblocked'))

export function judgePage({ canaries }: Matrix, who: ActorKey, row: Row, way: Way, answer: Answer): string | null {
  const shows = canaries.in(answer.text).some(({ about }) => about === row.about)
  const yes = answer.status === 200 && shows === showsPatient(way, row)
  const no = [404, 307].includes(answer.status) && !shows
  const problems = faults(who, canaries, answer.text, way)
  const allowed = row.may.has(way.deed)
  if (allowed ? !yes : !no)
    problems.push(`answers ${answer.status}${shows ? ' with the patient' : ''}, expected ${allowed ? 'yes' : 'no'}`)
  return problems.join(', ') || null
}

export const isYes = (said: Said | null) => said?.status === 'done' || said?.status === 'redirected'
const isNo = (said: Said | null) => said?.status === 'refused' || said?.status === 'invalid'

export function judgeForm(
  { canaries }: Matrix,
  who: ActorKey,
  row: Row,
  way: Way,
  answer: Answer & { said: Said | null },
  typed: Record<string, string>,
): string | null {
  const problems = faults(who, canaries, without(answer.text, typed), way)
  const allowed = row.may.has(way.deed)
  // Whom the ordinary work does not open is led to where the glass may be broken, as every number is.
  const elsewhere = way.deed === 'patient.find' && /\/emergency\b/.test(answer.said?.to ?? '')
  const [yes, no] = [isYes(answer.said) && !elsewhere, isNo(answer.said) || elsewhere]
  if (!(allowed ? yes : no))
    problems.push(
      `answers ${answer.status} ${JSON.stringify(answer.said)?.slice(0, 160)}, expected ${allowed ? 'yes' : 'no'}`,
    )
  const value = answer.said?.value as { outcome: string } | undefined
  const told = way.deed === 'patient.check' && isYes(answer.said) && value?.outcome
  if (told && told !== row.told) problems.push(`tells ${told}, expected ${row.told}`)
  return problems.join(', ') || null
}

export function judgeJson({ canaries }: Matrix, who: ActorKey, row: Row, way: Way, answer: Answer): string | null {
  const problems = faults(who, canaries, answer.text, way)
  const [, told = 'nothing'] = /"outcome":"(\w+)"/.exec(answer.text) ?? []
  if (told !== row.told || (answer.status === 200) !== row.may.has(way.deed))
    problems.push(`answers ${answer.status} and tells ${told}, expected ${row.told}`)
  return problems.join(', ') || null
}
