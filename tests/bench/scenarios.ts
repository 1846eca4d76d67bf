import { openArrivals } from '#tests/bench/arrivals'
import { floorScenarios } from '#tests/bench/floor-scenarios'
import {
  actionBody,
  actionHeaders,
  actionId,
  type AtDesk,
  fromPage,
  multipart,
  multipartType,
  sitDown,
} from '#tests/bench/forms'
import type { Sent } from '#tests/bench/load'
import { type SignedIn, signInAll } from '#tests/bench/people'
import type { Looked } from '#tests/bench/population'
import type { Site } from '#tests/bench/site'
import { answerAddress } from '#lib/patients/rules'

/** A way of asking: what is sent in one round, and which row of the floor it is held against. */
export type Scenario = {
  name: string
  of: 'app' | 'floor'
  floor?: 'page' | 'route' | 'action'
  /** What to send in one round, made anew when each request has its effect once. */
  prepare: () => Promise<Sent[]> | Sent[]
  once?: boolean
  /** What is put right after a round. */
  after?: () => Promise<void>
}

/** Fewer than the limiter of look-ups counts, so that nobody is slowed down who would not be at a real desk. */
const each = 25

export async function scenariosOf(site: Site): Promise<Scenario[]> {
  const { population } = site
  const desk = await sitDown(site, population.crew.desk)
  const [colleague] = await signInAll(site, population.crew.ward)
  const arrivals = await openArrivals(site, await sitDown(site, population.crew.arrivals))
  const [nurse] = desk
  if (!nurse || !colleague) throw new Error('Nobody is at work')
  return [
    ...(await floorScenarios(site)),
    ...lookUps(site, desk),
    ...(await boards(site, nurse, '/reception', population.onDesk)),
    ...(await boards(site, colleague, '/board', population.onWard)),
    { name: 'Ankomst, action', of: 'app', floor: 'action', once: true, ...arrivals },
  ]
}

type Pair = { nurse: AtDesk; patient: Looked }

/** Each nurse has patients of her own, and they ask in turn, as they would come. */
function lookUps(site: Site, desk: readonly AtDesk[]): Scenario[] {
  const pairs = Array.from({ length: each }, (_, turn) =>
    desk.flatMap((nurse, place): Pair[] => {
      const patient = site.population.vip[place * each + turn]
      return patient ? [{ nurse, patient }] : []
    }),
  ).flat()
  const way = (
    name: string,
    floor: 'page' | 'route',
    sent: (site: Site, pair: Pair) => Omit<Sent, 'method' | 'status' | 'holds'>,
  ) => ({
    name: `VIP-oppslag, ${name}`,
    of: 'app' as const,
    floor,
    prepare: () =>
      pairs.map((pair) => ({ method: 'POST' as const, ...sent(site, pair), status: 200, holds: pair.patient.name })),
  })
  return [way('action', 'page', byAction), way('hel side', 'page', byPage), way('JSON', 'route', byJson)]
}

/** What Enter sends in the field of the desk when there is JavaScript. */
const byAction = (site: Site, { nurse, patient }: Pair) => ({
  path: '/reception',
  headers: actionHeaders(site, nurse, actionId('.next', 'checkPatientAction')),
  body: actionBody(
    [
      ['formKey', nurse.formKey],
      ['query', patient.number],
    ],
    { status: 'untouched', key: nurse.formKey },
  ),
})

/** The same without JavaScript: the whole page is answered, without the board. */
const byPage = (site: Site, { nurse, patient }: Pair) => ({
  path: answerAddress,
  headers: { ...fromPage(site, nurse), 'content-type': multipartType },
  body: multipart([...nurse.fields, ['query', patient.number]]),
})

const byJson = (site: Site, { nurse, patient }: Pair) => ({
  path: '/api/patients/check',
  headers: { ...fromPage(site, nurse), 'content-type': 'application/json' },
  body: JSON.stringify({ query: patient.number }),
})

const boardNames = { '/reception': 'Mottak', '/board': 'Avdeling' }
const boardRoutes = { '/reception': '/api/boards/reception', '/board': '/api/boards/ward' }

/** A board as a page, and as the open page fetches it anew. */
async function boards(site: Site, who: SignedIn, page: '/reception' | '/board', holds: string): Promise<Scenario[]> {
  const headers = { cookie: who.cookie }
  const html = await (await fetch(`${site.app.url}${page}`, { headers })).text()
  const key = /name="formKey" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const way = (name: string, floor: 'page' | 'route', path: string, more: object) => ({
    name: `${boardNames[page]}, ${name}`,
    of: 'app' as const,
    floor,
    prepare: () => [{ method: 'GET' as const, path, headers: { ...headers, ...more }, status: 200, holds }],
  })
  return [
    way('side', 'page', page, {}),
    way('tavle JSON', 'route', boardRoutes[page], { 'x-refresh': '1', 'x-form-key': key }),
  ]
}
