import { ask, type Caller } from '#tests/support/matrix/call'

/** Addresses; a list that can be sorted in ten ways has many. */
const most = process.env['PROOF'] ? 200 : 40

/**
 * Opens the first page and follows every link to a page of ours, each also as the payload that the router fetches, and
 * reads every script and style on the way.
 * @returns all bytes of all answers, by address
 */
export async function crawl(caller: Caller): Promise<Map<string, string>> {
  const seen = new Map<string, string>()
  const left = ['/', '/my']
  while (left.length && seen.size < most) {
    const path = left.shift() ?? '/'
    if (seen.has(path)) continue
    const answer = await ask(caller, path)
    seen.set(path, answer.text)
    if (answer.place.startsWith(caller.url)) left.push(answer.place.slice(caller.url.length))
    if (answer.place.startsWith('/')) left.push(answer.place)
    if (answer.status !== 200 || path.startsWith('/_next/')) continue
    seen.set(`${path} as payload`, (await ask(caller, path, { headers: { rsc: '1' } })).text)
    left.push(...linksIn(answer.text))
  }
  return seen
}

/** Not the way out, and not the way in. */
const linksIn = (text: string) =>
  [...text.matchAll(/(?:href|src)="(\/[^"#]*)"/g)]
    .map(([, link = '']) => link.replaceAll('&amp;', '&'))
    .filter((link) => !link.startsWith('/api/auth/') && !/\.(woff2?|png|svg)/.test(link))
