import fs from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[/\\]$/, '')

/**
 * What the environment says about where things stand.
 * @param {NodeJS.ProcessEnv} [env]
 */
export function settings(env = process.env) {
  const data = resolve(root, env.SAMLOP_DATA || '.data')
  return {
    root,
    data,
    record: join(data, 'world.json'),
    logs: join(data, 'logs'),
    keys: join(data, 'keys'),
    postgres: join(data, 'postgres'),
    stamps: join(data, 'stamps'),
    adminUrl: env.DATABASE_ADMIN_URL || undefined,
    ports: {
      PORT: Number(env.PORT || 3000),
      IDENTITY_PORT: Number(env.IDENTITY_PORT || 3001),
      POSTGRES_PORT: Number(env.POSTGRES_PORT || 54_330),
      SMTP_PORT: Number(env.SMTP_PORT || 2525),
      MAIL_PORT: Number(env.MAIL_PORT || 8025),
    },
  }
}

/** @typedef {ReturnType<typeof settings>} Settings */

/**
 * A path as a person in the project folder would write it.
 * @param {string} path
 */
export function shown(path) {
  const near = relative(root, path)
  return near.startsWith('..') ? path : near || '.'
}

/**
 * The oldest Node that the project says it runs on.
 * @returns {string}
 */
export const oldestNode = () =>
  JSON.parse(fs.readFileSync(join(root, 'package.json'), 'utf8')).engines.node.replace('>=', '')
