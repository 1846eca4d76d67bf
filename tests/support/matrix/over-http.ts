import { formKey } from '#lib/session'
import { ask, askAsJson, type Caller, send } from '#tests/support/matrix/call'
import { each, type Ledger, type Matrix } from '#tests/support/matrix/ledger'
import { isTheOne, type Subject } from '#tests/support/matrix/subjects'
import { faults, isYes, judgeForm, judgeJson, judgePage } from '#tests/support/matrix/verdicts'
import { type Help, type Way, ways } from '#tests/support/matrix/ways'
import { type ActorKey, actors, alone, rowOf, type Situation, situations, words } from '#tests/security/policy'

const nameOf = (who: ActorKey, { deed, entrance }: Way, about = '') => `${who} × ${about} × ${deed} (${entrance})`

/** The look-up of this very patient: the own one where there is one, and otherwise one stolen from reception. */
export const helpOf = ({ at, lookUps }: Pick<Matrix, 'at' | 'lookUps'>, who: ActorKey, { id }: Subject): Help => ({
  at,
  lookUp: lookUps.get(`${who} ${id}`) ?? lookUps.get(`desk ${id}`) ?? id,
})

/** Sends a form about one patient, and keeps the look-up when it was one. */
export async function sendForm(
  matrix: Matrix,
  who: ActorKey,
  subject: Subject,
  way: Way & { kind: 'form' },
  caller: Caller = matrix.visitors[who],
) {
  const typed = way.fields(subject, helpOf(matrix, who, subject))
  if (way.deed.startsWith('emergency.')) await matrix.forget()
  const answer = await send(caller, matrix.ids.get(way.entrance) ?? '', typed)
  const { lookUp } = (answer.said?.value ?? {}) as { lookUp?: string }
  if (lookUp) matrix.lookUps.set(`${who} ${subject.id}`, lookUp)
  return { ...answer, typed }
}

async function tryList(matrix: Matrix, who: ActorKey, way: Way & { kind: 'list' }, ledger: Ledger) {
  const visitor = matrix.visitors[who]
  const headers = way.refreshes && { 'x-refresh': '1', 'x-form-key': formKey(visitor.session) }
  const answer = await ask(visitor, way.path, headers ? { headers } : {})
  const open = words(alone[who]).includes(way.deed)
  if (way.shows !== false) ledger.called(way.deed, open)
  ledger.cell(
    nameOf(who, way),
    (answer.status === 200) === open && answer.status < 500
      ? null
      : `answers ${answer.status}, expected ${open ? 'yes' : 'no'}`,
  )
  const problems = faults(who, matrix.canaries, answer.text, way)
  ledger.cell(nameOf(who, way, 'anybody'), problems.join(', ') || null)
  const there = new Set(matrix.canaries.in(answer.text).map(({ about }) => about))
  for (const about of Object.keys(matrix.subjects) as Situation[]) {
    const expected = way.shows !== false && rowOf(who, about).may.has(way.deed)
    ledger.cell(
      nameOf(who, way, about),
      there.has(about) === expected ? null : `${expected ? 'is missing' : 'is shown'}`,
    )
  }
}

async function tryOne(
  matrix: Matrix,
  who: ActorKey,
  subject: Subject,
  way: Exclude<Way, { kind: 'list' }>,
  ledger: Ledger,
) {
  const row = rowOf(who, subject.about)
  // A page that tells of nobody writes down that there was nobody to tell of.
  const tells = !(way.kind === 'page' && way.shows === false) || row.glass !== 'shut'
  ledger.called(way.deed, row.may.has(way.deed) && tells)
  if (way.kind === 'json') {
    const answer = await askAsJson(matrix.visitors[who], way.path, way.fields(subject))
    return ledger.cell(nameOf(who, way, subject.about), judgeJson(matrix, who, row, way, answer))
  }
  if (way.kind === 'page') {
    const answer = await ask(matrix.visitors[who], way.path(subject))
    return ledger.cell(nameOf(who, way, subject.about), judgePage(matrix, who, row, way, answer))
  }
  const { typed, ...answer } = await sendForm(matrix, who, subject, way)
  ledger.cell(nameOf(who, way, subject.about), judgeForm(matrix, who, row, way, answer, typed))
}

const order = Object.keys(situations)
const few = 12
/**
 * Whether a cell is tried over HTTP in this run: in a proof every one. Otherwise what an actor may with some is tried with
 * each of them and every fifth of the others; what is allowed about nearly everybody with every ninth; what the actor may
 * with nobody with one patient, another one for each actor and way. SQL tries all of them in any case.
 */
function isTried(who: ActorKey, about: Situation, way: Way): boolean {
  if (process.env['PROOF']) return true
  const allowed = order.filter((one) => rowOf(who, one as Situation).may.has(way.deed))
  const turn = order.indexOf(about) + Object.keys(actors).indexOf(who) + ways.indexOf(way)
  if (allowed.length === 0) return turn % order.length === 0
  if (allowed.length > few) return turn % 9 === 0
  return allowed.includes(about) || turn % 5 === 0
}

/** Every page that is one for everybody whom it may show. */
export const tryLists = (matrix: Matrix, who: ActorKey, ledger: Ledger) =>
  each(
    ways.filter((way) => way.kind === 'list'),
    (way) => tryList(matrix, who, way, ledger),
  )

/** Everything that one actor may only look at, and everything that is refused: all cells that must leave the world as it is. */
export async function lookAndBeRefused(matrix: Matrix, who: ActorKey, ledger: Ledger) {
  await tryLists(matrix, who, ledger)
  const pairs = Object.values(matrix.subjects).flatMap((subject) =>
    ways
      .filter((way) => way.kind !== 'list')
      .filter((way) => !(way.kind === 'form' && way.changes && rowOf(who, subject.about).may.has(way.deed)))
      .filter((way) => isTried(who, subject.about, way))
      .map((way) => ({ subject, way })),
  )
  // The look-up first, since an arrival is registered by it.
  const isCheck = ({ way }: (typeof pairs)[number]) => way.deed === 'patient.check'
  await each(pairs.filter(isCheck), ({ subject, way }) => tryOne(matrix, who, subject, way, ledger))
  await each(
    pairs.filter((pair) => !isCheck(pair)),
    ({ subject, way }) => tryOne(matrix, who, subject, way, ledger),
  )
}

const check = ways.find((way): way is Way & { kind: 'form' } => way.deed === 'patient.check')

/** The look-ups of everybody who may, which arrivals are registered by. */
export async function lookUpEverybody(matrix: Matrix) {
  const desks = (Object.keys(matrix.visitors) as ActorKey[]).filter((who) =>
    words(alone[who]).includes('patient.check'),
  )
  for (const who of desks)
    await each(Object.values(matrix.subjects), async (subject) => {
      if (check && !matrix.lookUps.has(`${who} ${subject.id}`)) await sendForm(matrix, who, subject, check)
    })
}

/** Every change that is allowed, each on a patient of its own, since it changes what comes after. */
export async function changeWhatIsAllowed(
  matrix: Matrix,
  who: ActorKey,
  make: (about: Situation, signsIn: boolean) => Promise<Subject>,
  ledger: Ledger,
) {
  const isOwn = (about: Situation) => isTheOne[about as keyof typeof isTheOne] === who
  const pairs = (Object.keys(matrix.subjects) as Situation[]).flatMap((about) =>
    ways
      .filter(
        (way): way is Way & { kind: 'form' } =>
          way.kind === 'form' && way.changes && rowOf(who, about).may.has(way.deed),
      )
      .filter((way) => isTried(who, about, way))
      .map((way) => ({ about, way })),
  )
  const change = async ({ about, way }: (typeof pairs)[number]) => {
    const subject = await make(about, isOwn(about))
    if (way.deed === 'arrival.register' && check) await sendForm(matrix, who, subject, check)
    const { said } = await sendForm(matrix, who, subject, way)
    ledger.called(way.deed, true)
    // What is shown afterwards is what was just opened, so only the answer is judged.
    const problem = isYes(said) ? null : `answers ${JSON.stringify(said)?.slice(0, 160)}, expected yes`
    ledger.cell(nameOf(who, way, about), problem)
  }
  // One person's openings by break-glass wait for each other, for half a second at most; and nobody is two patients at once.
  const waits = ({ about, way }: (typeof pairs)[number]) => way.deed.startsWith('emergency.') || isOwn(about)
  const others = pairs.filter((pair) => !waits(pair))
  await each(others, change)
  await each(pairs.filter(waits), change, 1)
}
