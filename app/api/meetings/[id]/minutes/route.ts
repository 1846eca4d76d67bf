import { holdParams } from '#lib/held-meetings/schema'
import { minutesPdf } from '#lib/minutes/document'
import { openMinutes } from '#lib/minutes/queries'
import { signedIn } from '#lib/signed-in'

const notFound = () =>
  new Response('Referatet finnes ikke.', { status: 404, headers: { 'Content-Type': 'text/plain' } })

/** The newest edition of the minutes as a PDF. */
export async function GET(_request: Request, { params }: RouteContext<'/api/meetings/[id]/minutes'>) {
  const { session } = await signedIn()
  const asked = holdParams.safeParse(await params)
  const opened = asked.success && (await openMinutes(session, asked.data))
  if (!opened || !opened.ok) return notFound()
  const { edition, content, hash, signature } = opened.value.newest
  const signed = signature && {
    by: `${signature.signedBy.givenName} ${signature.signedBy.familyName}`,
    at: signature.signedAt,
  }
  const pdf = await minutesPdf({ edition, content, hash, signed })
  return new Response(new Uint8Array(pdf), {
    headers: {
      'Content-Type': 'application/pdf',
      // The name of a file stays behind on the machine, so it names nobody.
      'Content-Disposition': 'inline; filename="referat.pdf"',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    },
  })
}
