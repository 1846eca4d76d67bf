import { showDate } from '#lib/dates'
import type { Picture, Subject } from '#tests/support/gallery/pages'
import { citizenTable, staffTable } from '#tests/support/people'

export const widths = [1366, 360] as const
export const fileOf = (name: string, width: number) => `${name}-${width}.png`

export type Taken = Picture & { problem?: string }

const style = `
  body { margin: 0; background: #f4f6f8; color: #16202a; font: 1rem/1.5 system-ui, sans-serif; }
  main { max-width: 88rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
  h2 { margin: 3rem 0 0; padding-top: 1rem; border-top: 2px solid #6b7885; }
  figure { margin: 1rem 0 2rem; }
  figure > div { display: flex; gap: 1rem; align-items: flex-start; }
  img { display: block; max-width: 100%; border: 1px solid #6b7885; background: #fff; }
  a:first-child { flex: 4; } a:last-child { flex: 1; }
  .problem { color: #8a1020; }`

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Who is pictured, as the list of people to sign in as says it. */
export function whoIs(subject: Subject | undefined) {
  if (!subject) return { name: 'Ingen', about: 'Uten innlogging', isCitizen: false }
  const isCitizen = !(subject in staffTable)
  const person = isCitizen
    ? citizenTable[subject as keyof typeof citizenTable]
    : staffTable[subject as keyof typeof staffTable]
  return { name: person.name.join(' '), about: person.about, isCitizen }
}

function image({ name, about, page }: Taken, width: number) {
  const text = escape(`${page}: ${about}, ${width} punkter bred`)
  return `<a href="${fileOf(name, width)}"><img src="${fileOf(name, width)}" alt="${text}" loading="lazy"></a>`
}

const figure = (taken: Taken) => `<figure>
<figcaption><strong>${escape(taken.about)}</strong> (${escape(taken.name)})</figcaption>
${taken.problem ? `<p class="problem">Ikke tatt: ${escape(taken.problem)}</p>` : `<div>${widths.map((width) => image(taken, width)).join('')}</div>`}
</figure>`

/** The pictures in groups, in the order in which each group is first met. */
const groups = (rows: readonly Taken[], key: (row: Taken) => string) => {
  const found = new Map<string, Taken[]>()
  for (const row of rows) found.set(key(row), [...(found.get(key(row)) ?? []), row])
  return [...found.entries()]
}

/** One page with every picture: who, which page, in which state. */
export function album(rows: readonly Taken[], date: Date) {
  const people = groups(rows, ({ as }) => `${whoIs(as).about} – ${whoIs(as).name}`)
  const sections = people.map(([who, theirs]) => {
    const pages = groups(theirs, ({ page }) => page)
    return `<h2>${escape(who)}</h2>\n${pages.map(([page, states]) => `<h3>${escape(page)}</h3>\n${states.map(figure).join('\n')}`).join('\n')}`
  })
  return `<!doctype html>
<html lang="nb">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Samløp i bilder</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Samløp i bilder</h1>
<p>Tatt ${showDate(date)}. Alle personene er oppdiktet.</p>
${sections.join('\n')}
</main>
</body>
</html>
`
}
