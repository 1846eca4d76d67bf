import type { Site } from '#tests/bench/site'
import { visit } from '#tests/support/identity-provider/visit'
import { openJar, placeIn } from '#tests/support/jar'

/** Somebody who is signed in: what their browser sends along, and the session row behind it. */
export type SignedIn = { cookie: string; sessionId: string }

/** The whole way in through the provider, as a browser without JavaScript goes it. */
export async function signInAll({ app, urls }: Site, subjects: readonly string[]): Promise<SignedIn[]> {
  const { default: pg } = await import('pg')
  const client = new pg.Client(urls.admin)
  await client.connect()
  const people: SignedIn[] = []
  for (const subject of subjects) {
    const { cookies, ask } = openJar(app.url)
    const back = await visit(new URL(placeIn(await ask('/api/auth/login/helseid'))), subject)
    await ask(back.href)
    const { rows } = await client.query<{ id: string }>(
      `SELECT s.id FROM auth.session s JOIN sign_in_identity i ON i.person_id = s.person_id AND i.subject = $1
       WHERE s.revoked_at IS NULL`,
      [subject],
    )
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    if (!rows[0] || !cookie) throw new Error(`${subject} did not get in`)
    people.push({ cookie, sessionId: rows[0].id })
  }
  await client.end()
  return people
}

const signs: Record<string, string> = { '&quot;': '"', '&#x27;': "'", '&lt;': '<', '&gt;': '>', '&amp;': '&' }
const plain = (text: string) => text.replace(/&(?:quot|#x27|lt|gt|amp);/g, (sign) => signs[sign] ?? sign)

/** The hidden fields of a page's form, as a browser without JavaScript would send them. */
export function hiddenFields(html: string, formClass: string): [name: string, value: string][] {
  const form =
    html
      .split('<form')
      .find((part) => part.includes(`class="${formClass}"`))
      ?.split('</form>')[0] ?? ''
  return [...form.matchAll(/<input type="hidden" ([^>]*?)\/?>/g)].map(([, attributes = '']) => {
    const of = (name: string) => plain(new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1] ?? '')
    return [of('name'), of('value')]
  })
}
