import { actionBody, actionId, multipart, multipartType } from '#tests/bench/forms'
import type { Sent } from '#tests/bench/load'
import { hiddenFields } from '#tests/bench/people'
import type { Scenario } from '#tests/bench/scenarios'
import type { Site } from '#tests/bench/site'

/** The barest page, route and action, each with one indexed query, and the barest page that answers its own form. */
export async function floorScenarios({ floor, population: { vip: patients } }: Site): Promise<Scenario[]> {
  const form = hiddenFields(await (await fetch(`${floor.url}/answer`)).text(), 'answer')
  const action = actionId('tests/bench/floor/.next', 'findForm')
  const each = (name: string, sent: (number: string) => Omit<Sent, 'status' | 'holds'>): Scenario => ({
    name,
    of: 'floor',
    prepare: () =>
      patients.map((patient) => ({ ...sent(patient.number), status: 200, holds: patient.name.split(' ')[1] ?? '' })),
  })
  return [
    each('page', (number) => ({ method: 'GET', path: `/?number=${number}`, headers: {} })),
    each('route', (number) => ({
      method: 'POST',
      path: '/api/patient',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ number }),
    })),
    each('action', (number) => ({
      method: 'POST',
      path: '/form',
      headers: { 'content-type': multipartType, 'next-action': action, accept: 'text/x-component' },
      body: actionBody([['number', number]]),
    })),
    {
      ...each('gulv: skjema uten JavaScript', (number) => ({
        method: 'POST',
        path: '/answer',
        headers: { 'content-type': multipartType },
        body: multipart([...form, ['number', number]]),
      })),
      // Not held against itself: it shows what the framework takes for such an answer.
      floor: 'page',
    },
  ]
}
