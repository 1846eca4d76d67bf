import { DoorArt } from '#components/sessions/door-art'
import { BrandMark } from '#components/ui/brand'
import { ChevronRightIcon, PersonIcon, StethoscopeIcon } from '#components/ui/icons'
import { type SignInProblem, signInProblemText } from '#lib/sessions/text'

/** Addresses that lead to another site, and are no pages of ours. */
const doors = { helseid: '/api/auth/login/helseid', idporten: '/api/auth/login/idporten' }

/** The front page: two ways in, and what went wrong with the last try. */
export function Doorways({ problem }: { problem: SignInProblem | null }) {
  return (
    <div className="sl-door">
      <div className="sl-door__art" aria-hidden="true">
        <DoorArt />
        <p>
          Sykehus, kommune, fastlege og pasient.
          <br />
          Samme plan, samme vei.
        </p>
      </div>
      <main id="innhold" tabIndex={-1}>
        <div>
          <span className="sl-brand">
            <BrandMark />
            Samløp
          </span>
          <h1>Logg inn</h1>
          <p className="muted sl-lead">Velg hvem du er.</p>
          {problem && (
            <div className="ds-alert" data-color="warning" role="alert">
              {signInProblemText[problem]}
              {problem === 'utlogget' && (
                <>
                  {' '}
                  <a href={doors.helseid}>Logg inn igjen som ansatt</a>, eller{' '}
                  <a href={doors.idporten}>som pasient eller pårørende</a>.
                </>
              )}
            </div>
          )}
          <div className="stack">
            <Doorway href={doors.idporten} name="Pasient eller pårørende" hint="Logg inn med ID-porten" citizen />
            <Doorway href={doors.helseid} name="Ansatt" hint="Sykehus, kommune eller fastlege" />
          </div>
          <p className="small muted sl-help">
            Trenger du hjelp nå? Ring 113 ved fare for liv. Ring legevakt på <span className="nowrap">116 117</span>.
          </p>
        </div>
      </main>
    </div>
  )
}

function Doorway({ href, name, hint, citizen }: { href: string; name: string; hint: string; citizen?: boolean }) {
  const Icon = citizen ? PersonIcon : StethoscopeIcon
  return (
    <a className="sl-doorway" href={href}>
      <span data-vip={citizen}>
        <Icon className="i" aria-hidden />
      </span>
      <span>
        <b>{name}</b>
        <small>{hint}</small>
      </span>
      <ChevronRightIcon className="i" aria-hidden />
    </a>
  )
}
