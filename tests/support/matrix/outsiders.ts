import { v7 as uuid } from 'uuid'
import { formKey } from '#lib/session'
import { ask, askAsJson, type Caller, send } from '#tests/support/matrix/call'
import { each, type Matrix } from '#tests/support/matrix/ledger'
import { helpOf } from '#tests/support/matrix/over-http'
import { type Way, ways } from '#tests/support/matrix/ways'
import type { ActorKey, Situation } from '#tests/security/policy'

/** Who would be let through each way, and with whom; their sessions are what is broken. */
const insider: Record<string, readonly [who: ActorKey, about: Situation]> = {
  patient: ['ward', 'vip'],
  arrival: ['desk', 'arrived'],
  triage: ['desk', 'treatFirst'],
  fast_track: ['ward', 'waiting'],
  access: ['controller', 'vip'],
  board: ['desk', 'arrived'],
  control: ['controller', 'vip'],
  staff: ['admin', 'none'],
  settings: ['admin', 'none'],
  criteria: ['admin', 'none'],
  template: ['admin', 'none'],
  candidate: ['wardHead', 'none'],
  reservation: ['ward', 'vip'],
  quality: ['physician', 'none'],
  stay: ['ward', 'onWard'],
  emergency: ['ward', 'none'],
}
const special: Record<string, readonly [ActorKey, Situation]> = {
  'patient.check': ['desk', 'vip'],
  'patient.own': ['patient', 'self'],
  'access.own': ['patient', 'self'],
  'board.ward': ['ward', 'waiting'],
  'board.flow': ['flow', 'waiting'],
  'fast_track.start': ['desk', 'arrived'],
  'fast_track.redirect': ['flow', 'waiting'],
  'fast_track.withdraw': ['desk', 'waiting'],
  'fast_track.receive:cleared': ['ward', 'treatFirst'],
  'stay.leave:back': ['ward', 'onLeave'],
  'stay.correct:void': ['ward', 'onLeave'],
  'stay.join': ['ward', 'again'],
  'stay.undo': ['ward', 'moved'],
  'control.arrivals': ['controller', 'cancelled'],
  'emergency.open_block': ['physician', 'glassBlocked'],
  'emergency.end': ['ward', 'glass'],
}
export const insiderOf = ({ deed }: Way) =>
  special[deed] ?? insider[deed.split('.')[0] ?? ''] ?? (['desk', 'none'] as const)

/** Junk, and pages and addresses that are not behind any act. */
export const otherAddresses = [
  '/',
  '/start',
  '/choose',
  '/sessions',
  '/my/sessions',
  '/api/events',
  '/nowhere',
  '/patients/0/stays',
  '/reception/x',
  '/_next/image?url=%2Ficon.svg&w=64&q=75',
]

/** Asks for the same page in the ways that frameworks have. */
const disguises: Record<string, string>[] = [
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1' },
  { rsc: '1', 'next-router-segment-prefetch': '/_tree' },
  { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
  { 'x-nextjs-data': '1' },
  { purpose: 'prefetch' },
]
const endings = ['', '.rsc', '.segments/_tree.segment.rsc']

type Found = { name: string; status: number; text: string }

/** Every way in with a caller of which nothing may come; answers what came. */
export async function tryEverything(
  matrix: Matrix,
  callerOf: (who: ActorKey) => Caller,
  { disguised = false } = {},
): Promise<Found[]> {
  const found: Found[] = []
  const note = (name: string, { status, text }: { status: number; text: string }) => found.push({ name, status, text })
  await each(ways, async (way) => {
    const [who, about] = insiderOf(way)
    const [caller, subject] = [callerOf(who), matrix.subjects[about]]
    if (way.kind === 'form') {
      const typed = way.fields(subject, helpOf(matrix, who, subject))
      const key = formKey(caller.session ?? matrix.visitors[who].session)
      for (const path of disguised ? ['/', '/reception', '/nowhere'] : ['/']) {
        const answer = await send(caller, matrix.ids.get(way.entrance) ?? '', typed, { path, key })
        note(`${way.entrance} by ${path}`, {
          ...answer,
          text: Object.values(typed).reduce((rest, word) => rest.replaceAll(word, ''), answer.text),
        })
      }
      return
    }
    if (way.kind === 'json') {
      note(way.path, await askAsJson(caller, way.path, way.fields(subject)))
      return
    }
    const path = way.kind === 'list' ? way.path : way.path(subject)
    const headers = { 'x-refresh': '1', 'x-form-key': caller.session ? formKey(caller.session) : `${uuid()}.x` }
    note(path, await ask(caller, path, { headers }))
    if (!disguised) return
    for (const more of disguises) note(`${path} ${JSON.stringify(more)}`, await ask(caller, path, { headers: more }))
    for (const ending of endings) note(`${path}${ending}`, await ask(caller, `${path}${ending}`))
    for (const method of ['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      note(`${method} ${path}`, await ask(caller, path, { method }))
  })
  for (const path of otherAddresses.filter((one) => one !== '/api/events'))
    note(path, await ask(callerOf('desk'), path))
  return found
}

/** Forms that do not come from our page, sent by somebody who might send them from there. */
export async function tryFromElsewhere(matrix: Matrix): Promise<Found[]> {
  const origins: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    { origin: '' },
    { 'sec-fetch-site': 'cross-site' },
  ]
  const found: Found[] = []
  const forms = ways.filter((way): way is Way & { kind: 'form' } => way.kind === 'form')
  await each(forms, async (way) => {
    const [who, about] = insiderOf(way)
    const typed = way.fields(matrix.subjects[about], helpOf(matrix, who, matrix.subjects[about]))
    for (const headers of origins) {
      const answer = await send(matrix.visitors[who], matrix.ids.get(way.entrance) ?? '', typed, { headers })
      const text = Object.values(typed).reduce((rest, word) => rest.replaceAll(word, ''), answer.text)
      found.push({ name: `${way.entrance} ${JSON.stringify(headers)}`, status: answer.status, text })
    }
  })
  return found
}

/** What these answers give away of anybody. */
export const givenAway = ({ canaries }: Matrix, found: readonly Found[]) =>
  found.flatMap(({ name, text }) => canaries.in(text).map(({ about, what }) => `${name} shows ${what} of ${about}`))

/** Two answers, and in what they differ when ids, keys, nonces, moments and how long the session has left are left out. */
export function difference(one: string, other: string): string | null {
  const plain = (text: string) =>
    text
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(\.[\w-]{43})?/g, 'ID')
      .replaceAll(/\\*"(?:idle|absolute)\\*":\d+/g, 'SECONDS LEFT')
      .replaceAll(/nonce[-=]["']?[\w+/=-]+|"nonce":"[^"]*"|[\w+/]{22}==/g, 'NONCE')
      .replaceAll(/^(date|etag|content-length|x-nextjs-.*): .*$/gim, '')
  const [left, right] = [plain(one), plain(other)]
  if (left === right) return null
  const at = Array.from({ length: left.length }, (_, place) => place).findIndex((place) => left[place] !== right[place])
  return `…${left.slice(at - 60, at + 60)}… and …${right.slice(at - 60, at + 60)}…`
}
export type { Found }
