import Link from 'next/link'
import { SignOutForm } from '#components/sessions/sign-out-form'
import type { Actor } from '#lib/permissions'

type Props = { actor: Actor; work: string; formKey: string }

/** What one may do about being signed in. */
export function Account({ actor, work, formKey }: Props) {
  const undecided = actor.mayChoose && !actor.chosen
  return (
    <>
      <p>
        <b>{actor.name}</b>
        <br />
        {work}
      </p>
      {actor.mayChoose && (
        <Link className="ds-button" data-variant="secondary" data-fullwidth href="/choose" prefetch={false}>
          {undecided ? 'Velg rolle' : 'Bytt rolle'}
        </Link>
      )}
      <Link
        className="ds-button"
        data-variant="tertiary"
        data-fullwidth
        href={actor.organisation ? '/sessions' : '/my/sessions'}
        prefetch={false}
      >
        Mine økter
      </Link>
      {actor.organisation && (
        <Link className="ds-button" data-variant="tertiary" data-fullwidth href="/criteria" prefetch={false}>
          Inklusjonskriterier
        </Link>
      )}
      {/* A new one for each role: the key of the role before is no longer taken. */}
      <SignOutForm key={work} formKey={formKey} />
    </>
  )
}
