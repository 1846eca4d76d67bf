import { describe, expect, test } from 'vitest'
import { compareTemplates } from '#lib/agreement-templates/rules'
import { type Template, writeInput } from '#lib/agreement-templates/schema'
import { changedText } from '#lib/agreement-templates/text'

const words = {
  expects: 'Du kan ringe {avdeling} på {telefon}.',
  wardDoes: '{sykehus} tar imot deg.',
  municipalityDoes: '{kommune} besøker deg.',
  patientDoes: 'Du sier fra.',
  changes: 'Du kan si opp.',
}
const draft = { draft: '0190b7a6-6d1e-7a43-8b8a-5a5f4d1f0c11', seen: '1' }
const problemOf = (text: string) => {
  const read = writeInput.safeParse({ ...draft, ...words, changes: text })
  return read.success ? null : read.error.issues[0]?.message
}
const template = (change: Partial<typeof words>): Template => ({
  ...{
    id: 'a',
    trustId: 't',
    trust: 'Helse Prøve',
    number: 2,
    status: 'DRAFT',
    writtenBy: 'Geir',
    writtenAt: new Date(0),
  },
  ...{ proposedAt: null, version: 1, approvals: [], inForce: [], mine: true, ...words, ...change },
})

describe('the words of a template', () => {
  test('name the ward, its telephone, the hospital and the municipality, and nothing else', () => {
    expect(writeInput.safeParse({ ...draft, ...words }).success).toBe(true)
    for (const text of ['Ring {avdelingen}.', 'Ring {avdeling', 'Ring avdeling}.', 'Ring { avdeling }.'])
      expect(problemOf(text)).toMatch(/er ikke et navn Samløp kan sette inn/)
  })

  test('are neither none nor more than an agreement has room for', () => {
    expect(problemOf('A')).toBe('Skriv noe her. Teksten kan ikke være tom.')
    expect(problemOf('Ja')).toBeNull()
    expect(problemOf('a'.repeat(6_000))).toBeNull()
    expect(problemOf('a'.repeat(6_001))).toMatch(/for lang/)
  })
})

test('what differs from the version before is told part by part, and word by word', () => {
  const changes = compareTemplates(template({}), template({ changes: 'Du kan alltid si opp.' }))
  expect(changes.filter(({ changed }) => changed).map(({ part }) => part)).toEqual(['changes'])
  expect(changes.at(-1)?.parts.filter(({ kind }) => kind !== 'same')).toEqual([{ kind: 'added', text: 'alltid ' }])
  expect(changedText(changes)).toBe('Endret: «Endre eller si opp»')
  expect(changedText(compareTemplates(template({}), template({})))).toBe('Ingenting er endret')
  expect(changedText(compareTemplates(null, template({})))).toBe('Ingenting er endret')
})
