import { roleText } from '#lib/organisations/text'
import { type IssuerName, type SignInPerson, stranger } from '#tests/support/identity-provider/people'
import type { Role } from '#prisma/generated/enums'

const titles: Record<IssuerName, string> = { helseid: 'HelseID', idporten: 'ID-porten' }

const style = `
  body { margin: 0; background: #f4f6f8; color: #16202a; font: 1.0625rem/1.5 system-ui, sans-serif; }
  main { max-width: 70rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
  h1 { font-size: 1.75rem; margin: 0 0 .5rem; }
  h2 { font-size: 1.25rem; margin: 2rem 0 .75rem; }
  ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem;
       grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); }
  button { width: 100%; min-height: 4rem; padding: .75rem 1rem; text-align: left; font: inherit; color: inherit;
           background: #fff; border: 1px solid #6b7885; border-radius: .5rem; cursor: pointer; }
  button:hover { background: #e6eef6; }
  button:focus-visible { outline: 3px solid #0b4f8a; outline-offset: 2px; }
  button span { display: block; color: #3f4c59; }
  .cancel { width: auto; min-height: 3rem; margin-top: 2rem; }`

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const page = (title: string, content: string) => `<!doctype html>
<html lang="nb">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`

type Choice = { subject: string; name: string; lines: string[] }

const choice = ({ subject, name, lines }: Choice) =>
  `<li><button name="subject" value="${escape(subject)}"><strong>${escape(name)}</strong>${lines.map((line) => `<span>${escape(line)}</span>`).join('')}</button></li>`

const group = (title: string, people: Choice[]) =>
  `<h2>${escape(title)}</h2>\n<ul>\n${people.map(choice).join('\n')}\n</ul>`

/** Everybody who can sign in here, by role. Each name is a button, so it works without JavaScript. */
export function signInPage(issuer: IssuerName, people: SignInPerson[]) {
  const groups = (Object.keys(roleText) as Role[]).map((role) => {
    const inRole = people
      .filter((person) => person.role === role)
      .toSorted((a, b) => a.name.localeCompare(b.name, 'nb'))
    const told = inRole.map(({ subject, name, place }) => ({ subject, name, lines: [roleText[role], place] }))
    return told.length ? group(roleText[role], told) : ''
  })
  const others = group('Andre', [{ subject: stranger, name: 'En annen person', lines: ['Ikke registrert i Samløp'] }])
  return page(
    `Logg inn – ${titles[issuer]} (prøve)`,
    `<h1>${titles[issuer]} (prøve): Hvem vil du logge inn som?</h1>
<p>Dette er en prøveutgave av ${titles[issuer]}. Alle personene er oppdiktet.</p>
<form method="post">
${groups.filter(Boolean).join('\n')}
${others}
<button class="cancel" name="cancel" value="yes">Avbryt</button>
</form>`,
  )
}

export const errorPage = (code: string) =>
  page(
    'Innloggingen stoppet',
    `<h1>Innloggingen stoppet</h1>
<p>Gå tilbake til Samløp og prøv igjen.</p>
<p>Kode: ${escape(code)}</p>`,
  )
