import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ChangingUser } from '#components/sessions/changing-user'
import { Doorways } from '#components/sessions/doorways'
import { SignedInBeside } from '#components/sessions/signed-in-beside'
import { firstPage } from '#lib/sessions/rules'
import { type SignInProblem, signInProblemText } from '#lib/sessions/text'
import { whoIsThere } from '#lib/signed-in'

// The layout's template does not reach the page beside it.
export const metadata: Metadata = { title: 'Logg inn – Samløp' }

export default async function FrontPage({ searchParams }: PageProps<'/'>) {
  const there = await whoIsThere()
  const { feil, inne, bytt } = await searchParams
  const mustChoose = there?.actor.mayChoose && !there.actor.chosen
  if (there && inne !== undefined && !mustChoose) return <SignedInBeside />
  if (there) redirect(mustChoose ? '/choose' : firstPage(there.actor).href)
  if (bytt !== undefined) return <ChangingUser />
  const problem = typeof feil === 'string' && Object.hasOwn(signInProblemText, feil) ? feil : null
  return <Doorways problem={problem as SignInProblem | null} />
}
