import { findingText, verifyText } from '#lib/audit/text'
import type { Verification } from '#lib/audit/verification'

/** More of a kind than this are counted. */
const most = 20

/** A verification in words, a line each: the verdict first. */
export function report({ verdict, rows, first, vouched }: Verification, ms: number): string[] {
  const lines = [`${verifyText.verdict[verdict]} ${verifyText.chains(rows, ms)}`]
  if (first) lines.push(verifyText.first(first, vouched?.window))
  if (!vouched) return [...lines, verifyText.innerOnly.not_named]
  const { count, last, rewritten, findings, gaps } = vouched
  lines.push(...rewritten.map((chain) => verifyText.rewritten(chain)))
  lines.push(...shortened(findings.map(findingText)), ...shortened(gaps.map((gap) => verifyText.gap(gap))))
  const newer = Math.max(0, rows - (last?.count ?? 0))
  return [...lines, last ? verifyText.vouched(count, last.at, newer) : verifyText.innerOnly.none]
}

const shortened = (lines: string[]) =>
  lines.length > most ? [...lines.slice(0, most), verifyText.more(lines.length - most)] : lines
