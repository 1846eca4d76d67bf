import { writeCardPdf } from '#lib/cards/pdf'
import { openCardToPrint } from '#lib/cards/queries'
import { cardParams } from '#lib/cards/schema'
import { signedIn } from '#lib/signed-in'

const notFound = () => new Response('Kortet finnes ikke.', { status: 404, headers: { 'Content-Type': 'text/plain' } })

/** The card to print, for the head nurse of its ward: by itself, or with `?ark` on A4 to be cut out. */
export async function GET(request: Request, { params }: RouteContext<'/api/cards/[card]/pdf'>) {
  const { session } = await signedIn()
  const asked = cardParams.safeParse(await params)
  const opened = asked.success && (await openCardToPrint(session, asked.data))
  if (!opened || !opened.ok || !opened.value.qr) return notFound()
  const { qr, ...face } = opened.value
  const pdf = await writeCardPdf({ ...face, qr }, new URL(request.url).searchParams.has('ark'))
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      // The name of a file stays behind on the machine, so it names nobody.
      'Content-Disposition': 'inline; filename="vip-kort.pdf"',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    },
  })
}
