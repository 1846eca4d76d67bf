/** How hard a text is to read; 40 is about a newspaper's easy end. */
export function lix(text: string) {
  const words = text.match(/[\p{L}\d]+/gu) ?? []
  const sentences = text.split(/[.!?:\n]+/).filter((part) => /\p{L}/u.test(part)).length
  return words.length / sentences + (100 * words.filter((word) => word.length > 6).length) / words.length
}
