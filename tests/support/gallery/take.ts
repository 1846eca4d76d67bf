import type { Browser, BrowserContext, Page } from '@playwright/test'
import { signIn } from '#tests/support/browser'
import { fileOf, whoIs, widths } from '#tests/support/gallery/album'
import type { Picture, Subject } from '#tests/support/gallery/pages'
import { join } from 'node:path'

type Signed = Awaited<ReturnType<BrowserContext['storageState']>>

const patience = 10_000
const look = {
  viewport: { width: widths[0], height: 768 },
  locale: 'nb-NO',
  timezoneId: 'Europe/Oslo',
  reducedMotion: 'reduce',
} as const

/** Takes pictures of one running app; everybody signs in once, through the provider. */
export function photographer(browser: Browser, baseURL: string, folder: string) {
  const signed = new Map<Subject, Signed>()

  async function enter(page: Page, subject: Subject) {
    const { name, isCitizen } = whoIs(subject)
    await signIn(page, name, isCitizen ? 'Pasient eller pårørende' : 'Ansatt')
    signed.set(subject, await page.context().storageState())
  }

  async function shoot(page: Page, picture: Picture) {
    if (picture.as && !signed.has(picture.as)) await enter(page, picture.as)
    const answer = await page.goto(picture.path ?? picture.page)
    await settled(page)
    await picture.steps?.(page)
    await expectThere(page, picture, answer?.status() ?? 0)
    for (const width of widths) {
      await page.setViewportSize({ width, height: 768 })
      const path = join(folder, fileOf(picture.name, width))
      await page.screenshot({ path, fullPage: true, animations: 'disabled' })
    }
  }

  /** Answers why it could not be taken, if so. */
  return async function take(picture: Picture): Promise<string | undefined> {
    const known = picture.as && signed.get(picture.as)
    const context = await browser.newContext({ ...look, baseURL, ...(known && { storageState: known }) })
    context.setDefaultTimeout(patience)
    const page = await context.newPage()
    try {
      await shoot(page, picture)
      return undefined
    } catch (error) {
      const [what = ''] = (error as Error).message.split('\n')
      return `${what} (${await whereIs(page)})`
    } finally {
      await context.close()
    }
  }
}

/** A form answers by hand only when the page has come alive; a page with a stream is never idle. */
const settled = (page: Page) => page.waitForLoadState('networkidle', { timeout: 1_000 }).catch(() => {})

const headingOf = (page: Page) => page.getByRole('heading', { level: 1 }).first().textContent({ timeout: 1_000 })

const whereIs = async (page: Page) =>
  `${new URL(page.url()).pathname}, «${await headingOf(page).catch(() => 'ingen overskrift')}»`

const lost = /Vi finner ikke siden|Noe gikk galt/

/** A picture of the wrong page, or of a page that failed, is worse than none. */
async function expectThere(page: Page, { name, page: address, lands = address }: Picture, status: number) {
  const pattern = new RegExp(`^${lands.replaceAll(/\[[a-z]+\]/g, '[^/]+')}$`)
  if (!pattern.test(new URL(page.url()).pathname)) throw new Error(`ikke på ${lands}`)
  const isLost = status >= 400 || lost.test((await headingOf(page)) ?? '')
  if (isLost !== name.startsWith('not-')) throw new Error(`svaret er ${status}`)
}
