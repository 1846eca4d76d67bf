import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Children } from './children'
import { buildEnvironment, plainEnvironment } from './environment'
import { fingerprint, textOf } from './fingerprint'
import type { Keys } from './keys'
import { unchanged } from './steps.mjs'

const generated = join('prisma', 'generated', 'stamp')
const built = join('.next', 'samlop-stamp')
const buildId = join('.next', 'BUILD_ID')
const schema = [join('prisma', 'schema'), 'package-lock.json']
const rooms = ['app', 'components', 'lib', 'public', join('prisma', 'migrations'), ...schema]
/** Configuration in the root, whatever its name; a page of text changes nothing. */
const configuration = /^(\.env.*|(?!next-env).+\.(ts|js|mjs|cjs|json))$/

/** Makes the Prisma client unless it was made from this very schema. */
export async function generate(children: Children, always = false) {
  const print = fingerprint(schema)
  if (!always && textOf(generated) === print) return unchanged
  await children.run('generate', npmRun('generate'), plainEnvironment())
  writeFileSync(generated, print)
}

/** Builds the app unless nothing has changed since. */
export async function build(children: Children, keys: Keys, always = false) {
  const print = fingerprint(
    [...rooms, ...readdirSync('.').filter((name) => configuration.test(name))],
    `${process.version} ${keys.actionsKey}`,
  )
  if (!always && textOf(built) === `${print} ${textOf(buildId)}`) return unchanged
  await children.run('build', npmRun('build'), buildEnvironment(keys), always ? 'screen' : 'log')
  writeFileSync(built, `${print} ${textOf(buildId)}`)
}

/** A script of package.json, through the npm that started us. */
export function npmRun(...words: string[]): string[] {
  const npm = process.env['npm_execpath']
  return [...(npm?.endsWith('.js') ? [process.execPath, npm] : ['npm']), 'run', '-s', ...words]
}
