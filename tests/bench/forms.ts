import { readFileSync } from 'node:fs'
import { hiddenFields, type SignedIn, signInAll } from '#tests/bench/people'
import type { Site } from '#tests/bench/site'

const boundary = '----samlop-bench'
export const multipartType = `multipart/form-data; boundary=${boundary}`

type Field = readonly [name: string, value: string]

export const multipart = (fields: readonly Field[]) =>
  `${fields.map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('')}--${boundary}--\r\n`

/** As the browser calls a form action: the form, and the state before it unless the action takes none. */
export const actionBody = (fields: readonly Field[], state?: object) =>
  multipart([
    ...fields.map(([name, value]) => [`_1_${name}`, value] as const),
    ['0', JSON.stringify(state ? [state, '$K1'] : ['$K1'])],
  ])

type Manifest = { node: Record<string, { exportedName: string }> }

/** The id by which the browser calls a server action of a build. */
export function actionId(build: string, exportedName: string): string {
  const { node } = JSON.parse(readFileSync(`${build}/server/server-reference-manifest.json`, 'utf8')) as Manifest
  const [found] = Object.entries(node).find(([, action]) => action.exportedName === exportedName) ?? []
  if (!found) throw new Error(`No action ${exportedName} in ${build}`)
  return found
}

/** Somebody at the desk with the page open. */
export type AtDesk = SignedIn & { formKey: string; fields: [name: string, value: string][] }

export async function sitDown(site: Site, subjects: readonly string[]): Promise<AtDesk[]> {
  const people: AtDesk[] = []
  for (const person of await signInAll(site, subjects)) {
    const page = await fetch(`${site.app.url}/reception`, { headers: { cookie: person.cookie } })
    const fields = hiddenFields(await page.text(), 'sl-find')
    const formKey = fields.find(([name]) => name === 'formKey')?.[1] ?? ''
    if (!formKey) throw new Error(`There is no form for the look-up (${page.status})`)
    people.push({ ...person, formKey, fields })
  }
  return people
}

/** The headers of what is sent from a page of ours. */
export const fromPage = ({ app }: Site, { cookie }: SignedIn) => ({
  cookie,
  origin: app.url,
  'sec-fetch-site': 'same-origin',
})

export const actionHeaders = (site: Site, who: SignedIn, action: string) => ({
  ...fromPage(site, who),
  'content-type': multipartType,
  'next-action': action,
  accept: 'text/x-component',
})
