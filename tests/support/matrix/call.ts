import { readFileSync } from 'node:fs'
import { formKey, type Session } from '#lib/session'

type Manifest = Record<'node' | 'edge', Record<string, { filename: string; exportedName: string }>>

/** Every server action of the build by its entrance, such as `lib/triage/actions.ts#clearSafetyAction`, and the id it is called by. */
export function actionIds(): Map<string, string> {
  const { node, edge } = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as Manifest
  return new Map(
    Object.entries({ ...edge, ...node }).map(([id, { filename, exportedName }]) => [`${filename}#${exportedName}`, id]),
  )
}

/** What came back: everything that could be read from it, headers included. */
export type Answer = { status: number; text: string; place: string; headers: Headers }

export type Caller = {
  /** The address of the app. */
  url: string
  /** What the browser sends; empty for nobody. */
  cookie: string
  /** What the cookie stands for, so that a page's form key can be had; null for nobody. */
  session: Session | null
}

export async function ask(
  { url, cookie }: Pick<Caller, 'url' | 'cookie'>,
  path: string,
  init: RequestInit = {},
): Promise<Answer> {
  const headers = { ...(cookie && { cookie }), ...Object.fromEntries(new Headers(init.headers)) }
  const answer = await fetch(`${url}${path}`, { redirect: 'manual', ...init, headers })
  const body = await answer.text()
  const head = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  return {
    status: answer.status,
    text: `${head}\n\n${body}`,
    place: answer.headers.get('location') ?? '',
    headers: answer.headers,
  }
}

/** Calls a route as a program with a session does. */
export const askAsJson = (caller: Caller, path: string, typed: Record<string, string>) =>
  ask(caller, path, {
    method: 'POST',
    body: JSON.stringify(typed),
    headers: { origin: caller.url, 'content-type': 'application/json' },
  })

/** What a form action answered, as `lib/form-state.ts` says it; `redirected` when it led somewhere. */
export type Said = { status: string; message?: string; value?: unknown; fields?: Record<string, string[]>; to?: string }

/** Calls a server action as a page with JavaScript does. */
export async function send(
  caller: Caller,
  id: string,
  typed: Record<string, string>,
  {
    path = '/',
    headers = {},
    key = caller.session ? formKey(caller.session) : '',
  }: { path?: string; headers?: Record<string, string>; key?: string } = {},
): Promise<Answer & { said: Said | null }> {
  const body = new FormData()
  for (const [name, value] of Object.entries({ formKey: key, ...typed })) body.append(`_1_${name}`, value)
  body.append('0', JSON.stringify([{ status: 'untouched', key }, '$K1']))
  const init = {
    method: 'POST',
    body,
    headers: { accept: 'text/x-component', 'next-action': id, origin: caller.url, ...headers },
  }
  const answer = await ask(caller, path, init)
  return { ...answer, said: saidIn(answer) }
}

/** The action's own answer, in the first rows of what React sends. */
function saidIn({ status, text, headers }: Answer): Said | null {
  if (headers.has('x-action-redirect') || status === 303)
    return { status: 'redirected', to: headers.get('x-action-redirect') ?? headers.get('location') ?? '' }
  const [, row] = /"a":"\$@?([0-9a-f]+)"/.exec(text) ?? []
  const [, said] = (row && new RegExp(`^${row}:(\\{.*\\})$`, 'm').exec(text)) || []
  return said ? (JSON.parse(said) as Said) : null
}
