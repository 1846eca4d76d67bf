import type { CaughtMail } from '#tests/support/mail-catcher/catch'

const style = `
  body { margin: 0; background: #f4f6f8; color: #16202a; font: 1.0625rem/1.5 system-ui, sans-serif; }
  main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
  h1 { font-size: 1.75rem; margin: 0 0 1rem; }
  article { background: #fff; border: 1px solid #6b7885; border-radius: .5rem; padding: 1rem; margin: 0 0 1rem; }
  h2 { font-size: 1.1875rem; margin: 0; }
  p { margin: .25rem 0; }
  pre { white-space: pre-wrap; font: inherit; margin: .75rem 0 0; overflow-wrap: anywhere; }
  details pre { font: .875rem/1.4 ui-monospace, monospace; }`

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
const time = new Intl.DateTimeFormat('nb-NO', { timeZone: 'Europe/Oslo', dateStyle: 'short', timeStyle: 'medium' })

const article = ({ to, from, subject, text, calendar, at }: CaughtMail) => `<article>
<h2>${escape(subject)}</h2>
<p>Til ${escape(to)} · fra ${escape(from)} · ${time.format(at)}</p>
<pre>${escape(text)}</pre>
${calendar ? `<details><summary>Kalenderfil</summary><pre>${escape(calendar)}</pre></details>` : ''}
</article>`

/** All mails that were caught, the newest first. */
export const mailPage = (mails: readonly CaughtMail[]) => `<!doctype html>
<html lang="nb">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>E-post (prøve)</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<main>
<h1>E-post som Samløp har sendt (prøve)</h1>
${mails.length ? mails.toReversed().map(article).join('\n') : '<p>Ingen e-post er sendt ennå.</p>'}
</main>
</body>
</html>
`
