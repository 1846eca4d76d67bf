import type { Browser, BrowserContext, Page } from '@playwright/test'
import { signIn } from '#tests/support/browser'
import { fileOf, whoIs, widths } from '#tests/support/gallery/album'
import type { Picture, Subject } from '#tests/support/gallery/pages'
import { join } from 'node:path'

type Signed = Awaited<ReturnType<BrowserContext['storageState']>>

const patience = 10_000

/** Takes pictures of one running app; everybody signs in once, through the provider. */
export function photographer(browser: Browser, baseURL: string, folder: string) {
  const signed = new Map<Subject, Signed>()

  async function enter(subject: Subject | undefined) {
    const known = subject && signed.get(subject)
    const context = await browser.newContext({
      baseURL,
      viewport: { width: widths[0], height: 768 },
      locale: 'nb-NO',
      timezoneId: 'Europe/Oslo',
      reducedMotion: 'reduce',
      ...(known && { storageState: known }),
    })
    context.setDefaultTimeout(patience)
    const page = await context.newPage()
    if (subject && !known) {
      const { name, isCitizen } = whoIs(subject)
      await signIn(page, name, isCitizen ? 'Pasient eller pårørende' : 'Ansatt')
      signed.set(subject, await context.storageState())
    }
    return { context, page }
  }

  return async function take(picture: Picture) {
    const { context, page } = await enter(picture.as)
    try {
      const { status } = await goThere(page, picture)
      await expectThere(page, picture, status)
      for (const width of widths) {
        await page.setViewportSize({ width, height: 768 })
        await page.screenshot({
          path: join(folder, fileOf(picture.name, width)),
          fullPage: true,
          animations: 'disabled',
        })
      }
    } finally {
      await context.close()
    }
  }
}

async function goThere(page: Page, { page: address, path = address, steps }: Picture) {
  const answer = await page.goto(path)
  // A form answers by hand only when the page has come alive.
  await page.waitForLoadState('networkidle', { timeout: 2_000 }).catch(() => {})
  await steps?.(page)
  return { status: answer?.status() ?? 0 }
}

const lost = /Vi finner ikke siden|Noe gikk galt/

/** A picture of the wrong page, or of a page that failed, is worse than none. */
async function expectThere(page: Page, { name, page: address, lands = address }: Picture, status: number) {
  const here = new URL(page.url()).pathname
  const pattern = new RegExp(`^${lands.replaceAll(/\[[a-z]+\]/g, '[^/]+')}$`)
  if (!pattern.test(here)) throw new Error(`nettleseren er på ${here}, ikke ${lands}`)
  const heading = (await page.getByRole('heading', { level: 1 }).first().textContent()) ?? ''
  const isLost = status >= 400 || lost.test(heading)
  if (isLost !== /^not-/.test(name)) throw new Error(`svaret er ${status}, med overskriften «${heading}»`)
}
