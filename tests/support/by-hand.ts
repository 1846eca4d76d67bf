import { readFileSync } from 'node:fs'
import { writeMoment } from '#lib/dates'
import { visit } from '#tests/support/identity-provider/visit'
import { openJar, placeIn } from '#tests/support/jar'

export type Browser = ReturnType<typeof openJar> & { address: string; key: string }
export type Answer = {
  /** Of the form: done, refused, invalid, unknown; or `led on` when the browser is sent to another page. */
  status: string
  /** Where to. */
  place: string
  /** What the form holds afterwards: value, message, typed, key. */
  state: Record<string, unknown>
}

/** Signs in through the provider without a browser, and finds a key for forms on the first page. */
export async function signInByHand(address: string, subject: string): Promise<Browser> {
  const jar = openJar(address)
  const start = await jar.ask('/api/auth/login/helseid')
  await jar.ask((await visit(new URL(placeIn(start)), subject)).href)
  const page = await (await jar.ask('/reception')).text()
  const [, key = ''] = /name="formKey" value="([^"]+)"/.exec(page) ?? []
  if (!key) throw new Error('The page has no form: nobody is signed in')
  return { ...jar, address, key }
}

type Manifest = { node: Record<string, { filename: string; exportedName: string }> }
let actions: Record<string, string> | undefined

/** The address of a server action in this build, by file and name. */
function idOf(action: string) {
  actions ??= Object.fromEntries(
    Object.entries(
      (JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as Manifest).node,
    ).map(([id, { filename, exportedName }]) => [`${filename}#${exportedName}`, id]),
  )
  const id = actions[action]
  if (!id) throw new Error(`The build has no action ${action}`)
  return id
}

/**
 * Sends a form as the app's own JavaScript does.
 * @param form the name under which the page's key is sent, so that one key serves many forms
 */
export async function act(
  { ask, key, address }: Browser,
  { action, path, form, fields }: { action: string; path: string; form: string; fields: Record<string, string> },
  patience = 20_000,
): Promise<Answer> {
  const body = new FormData()
  for (const [name, value] of Object.entries({ formKey: `${key}.${form}`, ...fields })) body.set(`_1_${name}`, value)
  body.set('0', JSON.stringify([{ status: 'untouched', key }, '$K1']))
  const headers = { origin: address, accept: 'text/x-component', 'next-action': idOf(action) }
  const answer = await ask(path, { method: 'POST', body, headers, signal: AbortSignal.timeout(patience) })
  const place = answer.headers.get('x-action-redirect')?.split(';')[0] ?? ''
  const text = await answer.text()
  if (place) return { status: 'led on', place, state: {} }
  const [, json] = /^1:(\{"status".*\})$/m.exec(text) ?? []
  if (!json) throw new Error(`The action answered ${answer.status} and no state`)
  const state = JSON.parse(json) as Record<string, unknown>
  return { status: String(state['status']), place, state }
}

const registerAction = 'lib/arrivals/actions.ts#registerArrivalAction'
const checkAction = 'lib/patients/actions.ts#checkPatientAction'
const colourAction = 'lib/triage/actions.ts#recordColourAction'

export const lookUpByHand = (browser: Browser, query: string, form = 'check') =>
  act(browser, { action: checkAction, path: '/reception', form, fields: { query } })

/** The form that registers whom a look-up found. */
export const arrivalForm = (lookUp: Answer, form: string, fastTrack: 'yes' | 'no' = 'no') => {
  if (lookUp.status !== 'done') throw new Error(`The look-up answered ${JSON.stringify(lookUp)}`)
  const { lookUp: id, at } = lookUp.state['value'] as { lookUp: string; at: string }
  const fields = { lookUp: id, at: writeMoment(at), urgency: 'IMMEDIATE', mode: '', fastTrack }
  return { action: registerAction, path: '/reception', form, fields }
}

export const colourForm = (stay: string, form: string, colour = 'GREEN') => ({
  action: colourAction,
  path: `/reception/${stay}`,
  form,
  fields: { stay, colour },
})
