import type { Lack } from '#lib/audit/rules'

/** Gathers neighbouring numbers of a directory into one lack. */
export function createLacks() {
  const all: Lack[] = []

  function add(lack: Lack) {
    const open = all.findLast(({ directory }) => directory === lack.directory)
    if (open && open.kind === lack.kind && open.to === lack.from - 1)
      Object.assign(open, { to: lack.to, toAt: lack.toAt })
    else all.push(lack)
  }

  return {
    all,
    add,
    /** One number, in each of these directories. */
    addIn(kind: Lack['kind'], { number, at, lacking }: { number: number; at: string; lacking: readonly string[] }) {
      for (const directory of lacking) add({ kind, directory, from: number, to: number, fromAt: at, toAt: at })
    },
  }
}
