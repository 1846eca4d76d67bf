import { type ChildProcess, spawn } from 'node:child_process'

/** Waits for the end of its input, which comes when we end in whatever way; a dead process may still be listed for a while. */
const script = `read -r _; kill -INT "$1" || exit 0
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do kill -0 "$1" 2>/dev/null || break; sleep 0.2; done
rm -rf "$2"`

/** Lets a test server end with the program that started it, also when that is killed, and takes its folder along. */
export function dieTogether(server: ChildProcess, directory: string) {
  const watch = spawn('sh', ['-c', script, 'sh', String(server.pid), directory], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  server.once('exit', () => watch.kill())
  watch.unref()
}
