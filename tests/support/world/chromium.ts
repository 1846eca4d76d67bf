import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Children } from './children'
import { plainEnvironment } from './environment'
import { Failure } from './failure.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome']
const known = ['/usr/bin/chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
const advice = 'Installer Chromium («sudo apt-get install -y chromium»), eller si hvor den er med CHROMIUM=<fil>.'

/** The browser that the journeys run in; installs it where that can be done without asking. */
export async function chromium(children: Children): Promise<string> {
  const named = process.env['CHROMIUM']
  if (named && !runs(named)) throw new Failure(`CHROMIUM=${named} finnes ikke. ${advice}`)
  const there = named ?? find()
  if (there) return there
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Failure(`Fant ikke Chromium. ${advice}`)
  const env = { ...plainEnvironment(), DEBIAN_FRONTEND: 'noninteractive' }
  await children.run('chromium', ['apt-get', 'update'], env)
  await children.run('chromium', ['apt-get', 'install', '-y', 'chromium'], env)
  const installed = find()
  if (!installed) throw new Failure(`Fant ikke Chromium etter installasjonen. ${advice}`)
  return installed
}

const find = () =>
  [
    ...known,
    ...(process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))),
  ].find(runs)

function runs(file: string) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
