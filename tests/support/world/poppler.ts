import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Children } from './children'
import { plainEnvironment } from './environment'
import { Failure } from './failure.mjs'

const programs = ['pdfsig', 'pdfinfo', 'pdftotext', 'pdftoppm']
const advice = 'Installer poppler («sudo apt-get install -y poppler-utils», på macOS «brew install poppler»).'

/** The programs that the tests read our PDFs with; installs them where that can be done without asking. */
export async function poppler(children: Children): Promise<void> {
  if (there()) return
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Failure(`Fant ikke pdfsig. ${advice}`)
  const env = { ...plainEnvironment(), DEBIAN_FRONTEND: 'noninteractive' }
  await children.run('poppler', ['apt-get', 'update'], env)
  await children.run('poppler', ['apt-get', 'install', '-y', 'poppler-utils'], env)
  if (!there()) throw new Failure(`Fant ikke pdfsig etter installasjonen. ${advice}`)
}

const there = () =>
  programs.every((name) =>
    (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, name))),
  )
