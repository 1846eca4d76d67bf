import { connect, createServer, type Socket } from 'node:net'

/**
 * What befalls the next transaction that changes something, at its COMMIT: the line is cut before the server has heard of
 * it, or when it has committed and is about to say so; or nothing is heard any more and nobody says that the line is dead.
 */
export type Fate = 'cut before' | 'cut after' | 'silent before' | 'silent after'

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
    let changes = false
    let doomed: Fate | null = null
    client.on('data', (chunk) => {
      if (doomed?.endsWith('before')) return
      changes ||= chunk.includes('command_receipt') && chunk.includes('INSERT')
      if (fate && changes && chunk.includes('COMMIT')) {
        ;[doomed, fate] = [fate, null]
        met++
        if (doomed === 'cut before') return line.close()
        if (doomed === 'silent before') return
      }
      if (chunk.includes('COMMIT') || chunk.includes('ROLLBACK')) changes = false
      upstream.write(chunk)
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
