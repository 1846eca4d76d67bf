import { z } from 'zod'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const whole = z.int().nonnegative()

/** What a checkpoint says of the sixteen chains at one moment; `signature` is Ed25519 over the rest as canonical JSON. */
export const checkpointSchema = z.strictObject({
  format: z.literal('samlop-checkpoint-1'),
  /** The name of the installation, from its table `deployment`. */
  deployment: z.uuid(),
  number: whole.min(1),
  at: z.iso.datetime({ precision: 3 }),
  /** The hash of the line before; null in the first. */
  previous: sha256.nullable(),
  /** How many directories it is meant for. */
  directories: whole.min(1),
  /** How many took the one before, so that one that was taken away differs from one that never came. */
  kept: whole,
  /** The end of each chain, by shard. */
  heads: z.array(z.strictObject({ seq: whole, hash: sha256 })).length(16),
  /** Rows in all chains. */
  count: whole,
  /** The name of the key, see `keyName`. */
  key: z.string().regex(/^[0-9a-f]{16}$/),
  signature: z.base64(),
})

export type Checkpoint = z.infer<typeof checkpointSchema>
export type Heads = Checkpoint['heads']
