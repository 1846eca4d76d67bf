import { actionBody, actionId, multipartType } from '#tests/bench/forms'
import type { Sent } from '#tests/bench/load'
import type { Looked } from '#tests/bench/population'
import type { Scenario } from '#tests/bench/scenarios'

/** The barest page, route and action, each with one indexed query. */
export function floorScenarios(patients: readonly Looked[]): Scenario[] {
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
  ]
}
