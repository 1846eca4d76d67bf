// Default imports, because an old Node refuses unknown names before it could be told that it is old.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import { dirname, join } from 'node:path'
import { shown } from './settings.mjs'

const least = 3
const ours = ['keys', 'logs', 'postgres', 'stamps', 'world.json']
const hosts = ['127.0.0.1', '0.0.0.0', '::']

/**
 * @param {string} version what runs, such as 20.19.0
 * @param {string} oldest
 */
export function oldNode(version, oldest) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [wantedMajor = 0, wantedMinor = 0] = oldest.split('.').map(Number)
  const old = major < wantedMajor || (major === wantedMajor && minor < wantedMinor)
  return old && `Node ${version} er for gammel: Samløp trenger Node ${oldest} eller nyere (https://nodejs.org).`
}

/**
 * @param {string[]} folders which may not exist yet
 * @param {(folder: string) => number} [freeIn] bytes that an ordinary user may still write
 */
export function fullDisk(folders, freeIn = freeBytes) {
  for (const folder of folders) {
    const free = freeIn(nearest(folder)) / 1024 ** 3
    if (free < least)
      return `For lite plass der ${shown(folder)} ligger: ${free.toFixed(1).replace('.', ',')} GB er ledig, Samløp trenger ${least} GB.`
  }
}

/** @param {string} folder */
function freeBytes(folder) {
  const { bavail, bsize } = fs.statfsSync(folder)
  return bavail * bsize
}

/**
 * The folder itself or the nearest above it that exists.
 * @param {string} path
 * @returns {string}
 */
const nearest = (path) => (fs.existsSync(path) ? path : nearest(dirname(path)))

/**
 * Makes the folder if it is missing.
 * @param {string} data
 * @param {boolean} chosen by a person, who may have named a folder by mistake that `--reset` must not empty
 */
export function badDataFolder(data, chosen) {
  try {
    fs.mkdirSync(data, { recursive: true })
    const content = fs.readdirSync(data)
    if (chosen && content.length && !content.some((entry) => ours.includes(entry)))
      return `Mappen ${shown(data)} inneholder noe annet enn dataene til Samløp. Velg en annen mappe med SAMLOP_DATA.`
    const probe = join(data, `probe-${process.pid}`)
    fs.writeFileSync(probe, '')
    fs.rmSync(probe)
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error)
    return `Mappen ${shown(data)} kan ikke skrives til (${code}). Velg en annen mappe med SAMLOP_DATA.`
  }
}

/** @param {string} data */
export function foreignCluster(data) {
  const cluster = join(data, 'postgres', 'cluster')
  if (!process.getuid || !fs.existsSync(cluster)) return
  if (fs.statSync(cluster).uid !== databaseUid(process.getuid()))
    return `Databasen i ${shown(data)} ble laget av en annen bruker. Slett mappen, eller velg en annen med SAMLOP_DATA.`
}

/**
 * Whom PostgreSQL runs as, since it refuses root.
 * @param {number} ours
 */
function databaseUid(ours) {
  if (ours !== 0) return ours
  try {
    return Number(execFileSync('id', ['-u', 'postgres'], { stdio: 'pipe' }))
  } catch {
    return undefined
  }
}

/**
 * PostgreSQL refuses to run as root, so another user must be let in to the data and to the programs.
 * @param {string[]} paths which may not exist yet
 */
export function closedFolder(paths) {
  const ways = new Set(paths.flatMap((path) => wayTo(nearest(path))))
  const closed = [...ways].filter((folder) => !(fs.statSync(folder).mode & 0o001)).join(' ')
  return (
    closed &&
    `Databasen kan ikke kjøre som root, og brukeren postgres slipper ikke inn i ${closed}. Legg Samløp et annet sted, for eksempel i /srv, eller kjør: chmod o+x ${closed}`
  )
}

/**
 * All folders from the root down to this one.
 * @param {string} folder
 * @returns {string[]}
 */
const wayTo = (folder) => (folder === dirname(folder) ? [folder] : [...wayTo(dirname(folder)), folder])

/** @param {Record<string, number>} ports by the name of the variable that sets each */
export async function badPort(ports) {
  const seen = new Map()
  for (const [name, port] of Object.entries(ports)) {
    if (!Number.isInteger(port) || port < 1 || port > 65_535) return `${name} må være et portnummer fra 1 til 65535.`
    if (seen.has(port)) return `${name} og ${seen.get(port)} kan ikke begge være ${port}.`
    seen.set(port, name)
    const code = await whyTaken(port)
    if (code === 'EACCES') return `Port ${port} krever root. Velg en annen med ${name}.`
    if (code) return `Port ${port} er opptatt. Stopp det som bruker den, eller velg en annen: ${name}=${port + 100}`
  }
}

/** @param {number} port */
async function whyTaken(port) {
  for (const host of hosts) {
    const code = await new Promise((resolve) => {
      const server = net.createServer().once('error', (error) => resolve(/** @type {any} */ (error).code))
      server.listen({ port, host }, () => server.close(() => resolve(undefined)))
    })
    if (code === 'EADDRINUSE' || code === 'EACCES') return code
  }
}
