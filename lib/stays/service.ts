import 'server-only'
import * as clock from '#lib/clock'
import { env } from '#lib/env'
import { log } from '#lib/log'
import { beginService } from '#lib/login-db'
import { SessionEnded } from '#lib/request'
import type { Session } from '#lib/session'
import { beginImport } from '#lib/stays/batches'
import { endImport } from '#lib/stays/commands'
import { openBulk } from '#lib/bulk'
import { checkColumns, type Export, openExport, spansOf } from '#lib/stays/export'
import { openImport } from '#lib/stays/queries'
import { checkRejects, closeRejects, newRejects, oldRejects } from '#lib/stays/rejects'
import { importRows } from '#lib/stays/rows'
import type { ImportPlace } from '#lib/stays/place'
import type { InventedPatients, InventedPerson, Mapping, Outcome, Span, StopCode } from '#lib/stays/schema'

export type Wish = {
  file: string
  mapping: Mapping
  organisationNumber?: string
  rejects: string
  now?: Date
  /** Told where it begins. */
  began?: (place: ImportPlace & { startsOver: boolean }) => void
  /** Told now and then how far it has come. */
  progress?: (line: number, lines: number) => void
  /** Ends the import after the batch that is under way. */
  signal?: AbortSignal
}
type KnownSubjects = Awaited<ReturnType<typeof openImport>>['subjects']

const stop = (code: StopCode, detail = ''): Outcome => ({ ok: false, stop: code, detail })

/**
 * Reads an export into one hospital, in a session of its own that is revoked at the end. What cannot be imported goes to
 * a file of rejected rows; what is known already is left as it is.
 */
export async function importFile(wish: Wish): Promise<Outcome> {
  const { mapping, file } = wish
  const number = mapping.organisationNumber ?? wish.organisationNumber
  if ('subject' in mapping.patients && env().DEPLOYMENT === 'production') return stop('invents_in_production')
  if (!number) return stop('no_organisation')
  if (wish.organisationNumber && wish.organisationNumber !== number) return stop('other_organisation', number)

  const opened = await openExport(file)
  if ('stop' in opened) return stop(opened.stop, file)
  try {
    const problem = checkColumns(opened.columns, mapping)
    if (problem) return stop(problem.stop, problem.detail)
    const session = await beginService(number, ['stay.import'])
    return session
      ? await within(session, () => importWithin(session, wish, opened))
      : stop('unknown_organisation', number)
  } finally {
    await opened.close()
  }
}

async function within<T>(session: Session, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } finally {
    // Somebody may have revoked it in the meantime, which is what is wanted here; and when the database is gone, what became
    // of the file is still to be told.
    await endImport(session).catch((error: unknown) => {
      if (!(error instanceof SessionEnded)) log.failure(error)
    })
  }
}

async function importWithin(session: Session, wish: Wish, opened: Export): Promise<Outcome> {
  const { mapping, file, now = clock.now() } = wish
  const { organisation, units, subjects } = await openImport(session, mapping.name)
  if (organisation?.kind !== 'HEALTH_TRUST') return stop('not_a_hospital', organisation?.name)
  const fixed = [mapping.ward, mapping.reception].flatMap((from) => ('resh' in from ? [from.resh] : []))
  const missing = fixed.filter((resh) => !units.has(resh))
  if (missing.length > 0) return stop('missing_units', missing.join(', '))

  const { patients } = mapping
  const people =
    'subject' in patients
      ? invented(patients, await spansOf(file, mapping, patients.subject), subjects, now)
      : new Map()
  const unwritable = await checkRejects(wish.rejects, file)
  if (unwritable) return stop(unwritable, wish.rejects)
  const client = await openBulk()
  try {
    const begin = (afresh = false) => beginImport(client, session, mapping.name, opened.file, afresh)
    let place = await begin()
    let rejects = await oldRejects(wish.rejects, place)
    const startsOver = !rejects
    if (!rejects) [place, rejects] = [await begin(true), await newRejects(wish.rejects)]
    wish.began?.({ ...place, startsOver })
    try {
      const world = { units, people, now, deployment: env().DEPLOYMENT }
      return { ok: true, summary: await importRows({ ...wish, client, session, opened, place, rejects, world }) }
    } finally {
      await closeRejects(rejects)
    }
  } finally {
    await client.end().catch(() => {})
  }
}

/** Who the subjects are: those of an earlier import are who they became then, with the same shift. */
function invented({ invent }: InventedPatients, spans: ReadonlyMap<string, Span>, subjects: KnownSubjects, now: Date) {
  const known = new Map(subjects.map((subject) => [subject.subject, subject]))
  const taken = new Set(subjects.map((subject) => subject.identityNumber))
  const people = new Map<string, InventedPerson>()
  for (const [subject, span] of spans) {
    const { patient, shiftDays } = invent(subject, span, now, taken)
    const before = known.get(subject)
    const identityNumber = before?.identityNumber ?? patient.identityNumber
    taken.add(identityNumber)
    people.set(subject, { patient: { ...patient, identityNumber }, shiftDays: before?.shiftDays ?? shiftDays })
  }
  return people
}
