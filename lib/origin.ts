import 'server-only'
import { webEnv } from '#lib/env'

/** Browsers say where a request comes from. No word of it, or another word, is a refusal; forwarded hosts are not believed. */
export function isFromOurPage(sent: Headers) {
  const site = sent.get('sec-fetch-site')
  return sent.get('origin') === new URL(webEnv().NEXTAUTH_URL).origin && (site === null || site === 'same-origin')
}
