/**
 * The page when the database is gone, for somebody who opens a page or sends a form without JavaScript. It is written
 * here because Next has an empty page for this until its JavaScript has run.
 */
export const outagePage = (nonce: string, reference: string, sent: boolean) => `<!doctype html>
<html lang="nb">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Samløp svarer ikke – Samløp</title>
<style nonce="${nonce}">
body { margin: 0; font: 16px/1.5 'Inter Variable', system-ui, sans-serif; color: #1e2b3c; background: #f3f5f8 }
main { max-width: 45rem; margin: 0 auto; padding: 3rem 1.5rem }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 1rem }
a { display: inline-block; padding: .75rem 1.5rem; border-radius: 4px; background: #0b4f8a; color: #fff; text-decoration: none }
a:focus-visible { outline: 3px solid #1e2b3c; outline-offset: 3px }
</style>
</head>
<body>
<main role="main">
<h1>Samløp svarer ikke akkurat nå</h1>
<p>Behandlingen skal ikke vente på Samløp. Følg vanlig rutine, og prøv igjen om litt.</p>
${sent ? '<p>Det du sendte, er ikke lagret. Gå tilbake i nettleseren; der står det du skrev.</p>' : '<p><a href="">Prøv igjen</a></p>'}
<p>Referanse ${reference}. Oppgi den hvis du ringer brukerstøtte.</p>
</main>
</body>
</html>
`
