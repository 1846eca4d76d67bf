import type { Share } from '#lib/quality/rules'

/** What stands instead of a number that is too small to be shown. */
export const fewText = 'færre enn 5'

/** What stands instead of a share that would tell such a number. */
export const shareText: Record<Exclude<Share, number>, string> = {
  too_few: 'for få til å vises',
  few: fewText,
  all_but_few: 'alle unntatt færre enn 5',
}
