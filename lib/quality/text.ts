/** What stands instead of a number that is too small to be shown. */
export const fewText = 'færre enn 5'
