import { readdirSync, readFileSync } from 'node:fs'

/** A tick of the kernel's accounting is a hundredth of a second on every Linux. */
const tick = 10

type Stat = { pid: number; parent: number; own: number; reaped: number }

function statOf(pid: number): Stat | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name stands in parentheses and may hold anything.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
    const [user, system, childUser, childSystem] = fields.slice(11, 15).map(Number)
    const own = ((user ?? 0) + (system ?? 0)) * tick
    return { pid, parent: Number(fields[1]), own, reaped: ((childUser ?? 0) + (childSystem ?? 0)) * tick }
  } catch {
    return null
  }
}

/**
 * Milliseconds of CPU that a process and all below it have used, those that have ended included.
 * Linux only; elsewhere it is 0.
 */
export function cpuOf(root: number): number {
  const all = listed().flatMap((pid) => statOf(pid) ?? [])
  const below = (parent: number): Stat[] =>
    all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)])
  return all
    .filter(({ pid }) => pid === root)
    .flatMap((one) => [one, ...below(root)])
    .reduce((sum, { own, reaped }) => sum + own + reaped, 0)
}

function listed() {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

/** Memory of a process that no other shares, and its part of what they share, in MB. */
export function memoryOf(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1024
}
