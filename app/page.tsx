import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Doorways } from '#components/sessions/doorways'
import { firstPage } from '#lib/sessions/rules'
import { signInProblemText } from '#lib/sessions/text'
import { whoIsThere } from '#lib/signed-in'

// The layout's template does not reach the page beside it.
export const metadata: Metadata = { title: 'Logg inn – Samløp' }

export default async function FrontPage({ searchParams }: PageProps<'/'>) {
  const there = await whoIsThere()
  if (there) redirect(there.actor.mayChoose && !there.actor.chosen ? '/choose' : firstPage(there.actor).href)
  const { feil } = await searchParams
  const problem = typeof feil === 'string' && Object.hasOwn(signInProblemText, feil) ? feil : null
  return <Doorways problem={problem && signInProblemText[problem as keyof typeof signInProblemText]} />
}
