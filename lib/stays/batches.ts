import 'server-only'
import type { Client } from 'pg'
import { v7 as uuid } from 'uuid'
import { copyInto, inBulkRequest } from '#lib/bulk'
import { type ExportFile, type ImportPlace, importPlace, type Progress } from '#lib/stays/place'
import { type BatchAnswer, batchAnswer } from '#lib/stays/schema'
import type { Session } from '#lib/session'
import { staging } from '#lib/stays/staging'

/**
 * Begins to read a file, or goes on where an earlier run of the very same file was interrupted.
 * @param afresh gives up what was interrupted
 */
export function beginImport(client: Client, session: Session, source: string, file: ExportFile, afresh = false) {
  return inBulkRequest<ImportPlace>(client, session, 'stay.import', async () => {
    const { rows } = await client.query<{ place: unknown }>(
      'SELECT door.begin_import($1, $2, $3, $4, $5, $6) AS place',
      [uuid(), source, file.pathHash, file.hash, file.size, afresh],
    )
    const place = importPlace.parse(rows[0]?.place)
    const outcome = place.resumed ? 'resumed' : 'started'
    return { answer: place, entry: { outcome, objectId: place.id, facts: { source, line: place.line } } }
  })
}

/** `rows` are lines for the staging table, one a stay; `line` is the last line of the file that they cover. */
export type Batch = { importId: string; source: string; line: number; rows: readonly string[] }

/**
 * Stays of the session's organisation, all of them or none; what is already known is not stored again. The database
 * answers what became of them and whose they are, one audit entry names every patient, and how far the file is read is
 * stored with them.
 * @param settle what else must have happened before the batch may stand; done again when the batch is
 * @param taken told when the database has all of it and begins its work
 */
export function importBatch(
  client: Client,
  session: Session,
  { importId, source, line, rows: staged }: Batch,
  settle: (answer: BatchAnswer) => Promise<Progress>,
  taken?: () => void,
) {
  return inBulkRequest(client, session, 'stay.import', async () => {
    await copyInto(client, staging, staged.join(''))
    const values = [importId, line]
    const work = client.query<{ answer: unknown }>('SELECT door.import_batch($1, $2) AS answer', values)
    taken?.()
    const { rows } = await work
    const answer = batchAnswer.parse(rows[0]?.answer)
    const { patients, conflicts, ...counts } = answer
    await keepPlace(client, importId, await settle(answer))
    const facts = { source, rows: staged.length, conflicts: conflicts.length, ...counts }
    const subjects = patients.map((patientId) => ({ patientId, ground: 'SERVICE', shown: ['stays'] }))
    return { answer, entry: { outcome: 'done', objectId: importId, facts, subjects } }
  })
}

/** The file is read to its end. */
export const finishImport = (client: Client, session: Session, importId: string, progress: Progress) =>
  inBulkRequest(client, session, 'stay.import', async () => {
    await keepPlace(client, importId, { ...progress, ended: true, finished: true })
    const { read, rejected } = progress
    return { answer: null, entry: { outcome: 'finished', objectId: importId, facts: { read, rejected } } }
  })

type End = { ended?: boolean; finished?: boolean }

const keepPlace = (client: Client, importId: string, progress: Progress & End) =>
  client.query('SELECT door.keep_import($1, $2)', [importId, JSON.stringify(progress)])
