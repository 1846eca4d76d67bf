import { z } from 'zod'

/** What tells one state of one file from every other. */
export type ExportFile = { pathHash: Buffer; hash: Buffer; size: number }

/** How far a file is read, as the program knows it; the hash is of that much of the file of rejected rows. */
export type Progress = { line: number; read: number; rejected: number; rejectsSize: number; rejectsHash: string }

/** Where an import begins, or goes on. */
export const importPlace = z.strictObject({
  id: z.uuid(),
  resumed: z.boolean(),
  /** A run of another state of this file was interrupted before. */
  otherFile: z.boolean(),
  /** The last line that needs nothing more. */
  line: z.int(),
  read: z.int(),
  new: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  registered: z.int(),
  marked: z.int(),
  rejected: z.int(),
  rejectsSize: z.int(),
  rejectsHash: z.string().nullable(),
})
export type ImportPlace = z.output<typeof importPlace>
