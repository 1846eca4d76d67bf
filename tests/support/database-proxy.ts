import { connect, createServer, type Socket } from 'node:net'

/**
 * What befalls the next transaction that changes something, at its COMMIT: the line is cut before the server has heard of
 * it, or when it has committed and is about to say so; or nothing is heard any more and nobody says that the line is dead.
 */
export type Fate = 'cut before' | 'cut after' | 'silent before' | 'silent after'

/**
 * The statements that a client asks for, in the words of PostgreSQL's protocol: a query, or a prepared one by the name that
 * it was given when it was first sent.
 */
function statementsOf() {
  const prepared = new Map<string, string>()
  let [rest, started] = [Buffer.alloc(0), false]
  return (chunk: Buffer): string[] => {
    const asked: string[] = []
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      // The first message of a line has no letter before its length.
      const head = started ? 1 : 0
      const end = rest.length < head + 4 ? Infinity : head + rest.readInt32BE(head)
      if (rest.length < end) return asked
      const [kind, words] = [started && String.fromCharCode(rest[0] ?? 0), rest.toString('latin1', head + 4, end)]
      const [first = '', second = ''] = words.split('\0')
      if (kind === 'Q') asked.push(first)
      if (kind === 'P') prepared.set(first, second)
      if (kind === 'B') asked.push(prepared.get(second) ?? '')
      rest = rest.subarray(end)
      started = true
    }
  }
}

/** Stands between the app and PostgreSQL, and can fail as a network does. */
export async function databaseProxy(target: number) {
  const lines = new Set<{ close: () => void }>()
  let fate: Fate | null = null
  let down = false
  let met = 0

  const server = createServer((client) => {
    if (down) return void client.destroy()
    const upstream = connect(target, '127.0.0.1')
    const line = { close: () => [client, upstream].forEach((socket) => socket.destroy()) }
    lines.add(line)
    const statements = statementsOf()
    let changes = false
    let doomed: Fate | null = null
    client.on('data', (chunk: Buffer) => {
      if (doomed?.endsWith('before')) return
      for (const sql of statements(chunk)) {
        changes ||= sql.includes('command_receipt') && sql.includes('INSERT')
        if (fate && changes && sql.includes('COMMIT')) {
          ;[doomed, fate] = [fate, null]
          met++
        }
        if (sql.includes('COMMIT') || sql.includes('ROLLBACK')) changes = false
      }
      if (doomed === 'cut before') return line.close()
      if (doomed !== 'silent before') upstream.write(chunk)
    })
    upstream.on('data', (chunk) => {
      if (doomed === 'cut after') return line.close()
      if (!doomed) client.write(chunk)
    })
    for (const socket of [client, upstream] satisfies Socket[]) {
      socket.on('error', line.close)
      socket.on('close', () => {
        lines.delete(line)
        line.close()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    /** How many transactions have met their fate. */
    met: () => met,
    doom: (next: Fate) => void (fate = next),
    /** The database is gone, for those who have a line and those who want one. */
    goDown() {
      down = true
      for (const line of lines) line.close()
    },
    comeBack: () => void (down = false),
    stop() {
      for (const line of lines) line.close()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
