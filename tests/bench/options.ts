import { parseArgs } from 'node:util'

export type Options = {
  sizes: number[]
  levels: number[]
  rounds: number
  /** Of one round. */
  seconds: number
  /** Part of the name of what is measured; the floor is measured in any case. */
  only: string | undefined
  json: string | undefined
  /** How often cold starts and door costs are taken. */
  times: number
  /** Requests before memory is read. */
  memory: number
}

/** Flags of `npm run bench`. Throws on one that is not known. */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      large: { type: 'boolean', default: false },
      only: { type: 'string' },
      json: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      patients: { type: 'string' },
    },
  })
  const { quick, large, only, json } = values
  const sizes = [10_000, ...(quick ? [] : [100_000]), ...(large ? [1_000_000] : [])]
  return {
    sizes: values.patients ? values.patients.split(',').map(Number) : sizes,
    levels: quick ? [1, 10] : [1, 10, 50],
    rounds: Number(values.rounds ?? (quick ? 1 : 3)),
    seconds: Number(values.seconds ?? (quick ? 1 : 2)),
    only,
    json,
    times: quick ? 1 : 5,
    memory: quick ? 0 : 10_000,
  }
}
