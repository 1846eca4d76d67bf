import 'server-only'
import { now } from '#lib/clock'
import { figuresAnswer } from '#lib/quality/schema'
import { reading } from '#lib/reading'

const days = 90

/** How the fast tracks of the own trust went in the last ninety days; counts only, no patient. */
export const openFastTrackFigures = reading({
  act: 'quality.fast_track',
  load: async (tx, _actor, _input: object) => {
    const until = now()
    const since = new Date(until.getTime() - days * 24 * 3_600_000)
    const [row] = await tx.$queryRaw<[{ answer: unknown }]>`
      SELECT door.fast_track_figures(${since.toISOString()}::timestamptz) AS answer`
    return { ...figuresAnswer.parse(row.answer), since, until }
  },
  shows: () => [],
})
