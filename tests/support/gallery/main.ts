import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { startApp } from '#tests/support/e2e-app'
import setup from '#tests/support/e2e-server'
import { album, type Taken, widths } from '#tests/support/gallery/album'
import { pictures } from '#tests/support/gallery/pages'
import { photographer } from '#tests/support/gallery/take'
import { now } from '#lib/clock'
import config from '#tests/playwright.config'

/** Every page in every role and state, as pictures and one page that shows them. */
async function gallery(folder: string) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const stopServer = await setup()
  const app = await startApp(0)
  const browser = await chromium.launch(config.use?.launchOptions)
  const taken: Taken[] = []
  try {
    const take = photographer(browser, app.url, folder)
    for (const [turn, picture] of pictures.entries()) {
      process.stdout.write(`${turn + 1}/${pictures.length} ${picture.name} … `)
      const problem = await take(picture)
      process.stdout.write(`${problem ?? 'tatt'}\n`)
      taken.push({ ...picture, ...(problem !== undefined && { problem }) })
    }
  } finally {
    await browser.close()
    await app.stop()
    await stopServer()
  }
  writeFileSync(join(folder, 'index.html'), album(taken, now()))
  return taken
}

// Whoever presses Ctrl-C reaches all of our group; nobody needs to be told that the browser went away.
process.once('SIGINT', () => process.exit(130))
const [folder = join('.data', 'gallery')] = process.argv.slice(2)
const taken = await gallery(folder)
const failed = taken.filter(({ problem }) => problem !== undefined)
const count = (taken.length - failed.length) * widths.length
console.log(`\n${count} bilder ligger i ${folder}. Åpne ${join(folder, 'index.html')}.`)
if (failed.length) {
  console.error(`Disse ble ikke tatt: ${failed.map(({ name }) => name).join(', ')}`)
  process.exit(1)
}
