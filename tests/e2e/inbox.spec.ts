import { type ChildProcess, spawn } from 'node:child_process'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from '#tests/support/browser'
import { world } from '#tests/support/demo-world/world'
import { startMailCatcher } from '#tests/support/mail-catcher/catch'
import { freePort } from '#tests/support/test-database'

const { headNurse, wardNurse } = world.outsiders
const { solveig, atHome } = world

/** The row of the inbox that is about somebody. */
const rowOf = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const unfold = (page: Page, name: string) => rowOf(page, name).locator('summary').filter({ hasText: 'Mer' }).click()

async function handTo(page: Page, about: string, colleague: string) {
  await unfold(page, about)
  await rowOf(page, about).getByLabel('Gi til en annen').selectOption({ label: colleague })
  await rowOf(page, about).getByRole('button', { name: 'Gi oppgaven videre' }).click()
}

const addressee = 'silje.moen@samlop.example'

test('a task comes live and by mail, is put off with a reason, taken over and done; with the mail server down it comes once', async ({
  as,
  app,
}) => {
  const port = await freePort()
  let catcher = await startMailCatcher(port)
  const program = ['--conditions=react-server', '--import', 'tsx', 'lib/jobs/cli.ts']
  const env = { ...process.env, ...app.env, SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'samlop@samlop.test' }
  const worker: ChildProcess = spawn(process.execPath, program, { env, stdio: 'ignore' })
  // The clock of duties may remind of what is late at any minute, and other journeys' mails to others waited for this worker.
  const ofTasks = () =>
    catcher.mails.filter(({ to, subject }) => to === addressee && subject === 'Du har fått en ny oppgave i Samløp')
  try {
    const silje = await as(wardNurse)
    await silje.goto('/inbox?vis=mine')
    await expect(rowOf(silje, solveig.name)).toHaveCount(0)
    const marit = await as(headNurse)
    await marit.getByRole('link', { name: /^Innboks/ }).click()
    await expect(rowOf(marit, solveig.name)).toBeVisible()
    await expectAccessible(marit)

    // Handed on: it goes from one list and is in the other by itself, with a mail that names nobody.
    await handTo(marit, solveig.name, wardNurse)
    await expect(rowOf(marit, solveig.name)).toHaveCount(0)
    await expect(rowOf(silje, solveig.name)).toBeVisible()
    await expect(silje).toHaveTitle(/^\(\d+\) Innboks – Samløp$/)
    await expect(silje.getByRole('link', { name: /^Innboks.*venter/ })).toBeVisible()
    await expect.poll(() => ofTasks().length, { timeout: 60_000 }).toBe(1)
    const [mail] = ofTasks()
    expect(mail?.text).toContain(`${app.url}/inbox`)
    expect(JSON.stringify(mail)).not.toMatch(/Solveig|Haugland|patients/)

    // Put off, which asks why and keeps what was chosen.
    await unfold(silje, solveig.name)
    const form = rowOf(silje, solveig.name).locator('form').filter({ hasText: 'Hvorfor' })
    const later = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
    await form.getByLabel('Utsett til dag').fill(later)
    await form.getByRole('button', { name: /^Utsett/ }).click()
    await expect(form.getByText('Skriv hvorfor, med minst to tegn.')).toBeVisible()
    await expect(form.getByLabel('Utsett til dag')).toHaveValue(later)
    await form.getByLabel('Hvorfor').fill('Pasienten er på hytta')
    await form.getByRole('button', { name: /^Utsett/ }).click()
    await expect(rowOf(silje, solveig.name)).toHaveCount(0)
    await silje.getByRole('link', { name: /^Utsatt/ }).click()
    await expect(rowOf(silje, solveig.name)).toContainText('Pasienten er på hytta')

    // The mail server is down: what is handed on now waits, and is not lost.
    await catcher.stop()
    await marit.goto('/inbox')
    await handTo(marit, atHome.received.name, wardNurse)
    await silje.goto('/inbox?vis=mine')
    await expect(rowOf(silje, atHome.received.name)).toBeVisible()
    await silje.waitForTimeout(4_000)
    catcher = await startMailCatcher(port)
    await expect.poll(() => ofTasks().length, { timeout: 60_000 }).toBe(1)

    // Taken over by the head nurse again, and done.
    await marit.goto('/inbox?vis=enhet')
    await rowOf(marit, atHome.received.name)
      .getByRole('button', { name: /^Ta over/ })
      .click()
    await expect(rowOf(silje, atHome.received.name)).toHaveCount(0)
    await rowOf(marit, atHome.received.name)
      .getByRole('button', { name: /^Gjort/ })
      .click()
    await expect(rowOf(marit, atHome.received.name)).toHaveCount(0)
    await silje.waitForTimeout(3_000)
    expect(ofTasks()).toHaveLength(1)
  } finally {
    worker.kill()
    await catcher.stop()
  }
})
