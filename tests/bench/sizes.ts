import { gzipSync } from 'node:zlib'
import type { Sent } from '#tests/bench/load'
import type { Scenario } from '#tests/bench/scenarios'
import type { Site } from '#tests/bench/site'

/** Bytes, of one answer and of the scripts its page loads at first, compressed as a proxy in front would. */
export type Size = { name: string; html: number; gzip: number; script: number }

const pages = [
  'page',
  'gulv: skjema uten JavaScript',
  'VIP-oppslag, hel side',
  'VIP-oppslag, action',
  'Mottak, side',
  'Avdeling, side',
]

export async function sizesOf(site: Site, scenarios: readonly Scenario[]): Promise<Size[]> {
  const found = scenarios.filter(({ name }) => pages.includes(name))
  return Promise.all(
    found.map(async ({ name, of, prepare }) => {
      const [sent] = await prepare()
      const { url } = of === 'floor' ? site.floor : site.app
      const html = sent ? await textOf(url, sent) : ''
      return { name, html: Buffer.byteLength(html), gzip: gzipSync(html).length, script: await scriptsOf(url, html) }
    }),
  )
}

export async function textOf(url: string, { method, path, headers, body }: Sent) {
  const answer = await fetch(new URL(path, url), { method, headers, ...(body && { body }) })
  return answer.text()
}

/** Scripts that only browsers without modules load do not count. */
async function scriptsOf(url: string, html: string) {
  const tags = [...html.matchAll(/<script [^>]*src="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag))
  const preloaded = [...html.matchAll(/<link [^>]*rel="preload"[^>]*as="script"[^>]*href="([^"]+)"/g)]
  const paths = new Set([...tags, ...preloaded].flatMap(([, path]) => path ?? []))
  const sizes = await Promise.all(
    [...paths].map(async (path) => gzipSync(Buffer.from(await (await fetch(new URL(path, url))).arrayBuffer())).length),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
