import { readFileSync } from 'node:fs'
import * as drawn from '@navikt/aksel-icons'
import { createElement, type FunctionComponent } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

const names = [...readFileSync('components/ui/icons.tsx', 'utf8').matchAll(/icon\('(\w+)'\)/g)].map(
  ([, name = '']) => name,
)
const icons = drawn as unknown as Record<string, FunctionComponent>

/** The icon as a mask: a picture that is opaque where the icon is. */
function rule(name: string) {
  const icon = icons[`${name}Icon`]
  if (!icon) throw new Error(`Aksel has no ${name}`)
  const paths = [...renderToStaticMarkup(createElement(icon)).matchAll(/<path [^>]*>/g)].map(([path]) =>
    path.replace(/ fill="[^"]*"/, '').replace(/>$/, '/>'),
  )
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${paths.join('')}</svg>`
  const address = picture.replaceAll('"', "'").replaceAll('<', '%3C').replaceAll('>', '%3E')
  return `.i-${name} { mask-image: url("data:image/svg+xml,${address}"); }\n`
}

test('each icon has the shape that Aksel gives it', async () => {
  expect(names.length).toBeGreaterThan(0)
  const sheet = `/* The icons of Aksel (Nav, MIT licence) as masks; written by tests/rules/icons.test.ts with -u. */\n${names.map(rule).join('')}`
  await expect(sheet).toMatchFileSnapshot('../../app/icons.css')
})
