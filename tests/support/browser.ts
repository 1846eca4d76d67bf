import { test as base, type BrowserContext, expect, type Page } from '@playwright/test'
import axe from 'axe-core'
import { type RunningApp, startApp } from '#tests/support/e2e-app'

declare global {
  interface Window {
    axe: typeof axe
  }
}

type Signed = Awaited<ReturnType<BrowserContext['storageState']>>

/** Every journey runs against the production build; `as` opens a page for somebody who signed in through the provider. */
export const test = base.extend<
  { as: (name: string, viewport?: { width: number; height: number }) => Promise<Page> },
  { app: RunningApp; signed: Map<string, Signed> }
>({
  app: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it is to give from this pattern
    async ({}, use, info) => {
      const app = await startApp(info.parallelIndex)
      await use(app)
      await app.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  // oxlint-disable-next-line no-empty-pattern -- as above
  signed: [async ({}, use) => use(new Map()), { scope: 'worker' }],
  baseURL: async ({ app }, use) => use(app.url),
  as: async ({ browser, app, signed }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (name, viewport = { width: 1366, height: 768 }) => {
      const options = { baseURL: app.url, viewport, locale: 'nb-NO', timezoneId: 'Europe/Oslo' }
      const before = signed.get(name)
      const context = await browser.newContext({ ...options, ...(before && { storageState: before }) })
      contexts.push(context)
      const page = await context.newPage()
      if (before) await page.goto('/')
      else {
        await signIn(page, name)
        signed.set(name, await context.storageState())
      }
      return page
    })
    await Promise.all(contexts.map((context) => context.close()))
  },
})

/** The whole way in, as a person goes it: choose, be sent to the provider, choose who one is, come back. */
export async function signIn(page: Page, name: string, door: 'Ansatt' | 'Pasient eller pårørende' = 'Ansatt') {
  const home = await page.goto('/')
  await page.getByRole('link', { name: new RegExp(`^${door}`) }).click()
  const { origin } = new URL(String(home?.url()))
  await page.getByRole('button', { name }).first().click()
  await page.waitForURL((url) => url.origin === origin)
  await expect(page.getByText(name).first()).toBeAttached()
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds at this width, as lines of rule and element. */
const violations = (page: Page) =>
  page.evaluate(async (values) => {
    const { violations: found } = await window.axe.run({ runOnly: values, resultTypes: ['violations'] })
    return found.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(' ')}`)
  }, rules)

/** A page that is gone to without loading anew loses the title before and has its own a moment after its words. */
const titleStands = () =>
  new Promise<boolean>((resolve) => {
    const before = document.title
    setTimeout(() => resolve(before !== '' && document.title === before), 300)
  })

/** Clean by axe and without sideways scrolling, on a ward PC, a tablet and a phone. */
export async function expectAccessible(page: Page) {
  await page.waitForFunction(titleStands)
  // Given once a page; the widths share it.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const before = page.viewportSize()
  for (const width of [1366, 768, 360]) {
    await page.setViewportSize({ width, height: 768 })
    // What lies half under the bar at the top is a target too small, wherever somebody has scrolled to.
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }))
    expect(await violations(page), `axe at ${width} px`).toEqual([])
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, `sideways scrolling at ${width} px`).toBeLessThanOrEqual(0)
  }
  if (before) await page.setViewportSize(before)
}

export { expect }
