import { AgainLink } from '#components/sessions/again-link'
import { SignOutForm } from '#components/sessions/sign-out-form'
import { HourglassIcon } from '#components/ui/icons'
import type { Ending } from '#lib/sessions/rules'
import { endingText } from '#lib/sessions/text'

type Props = { ending: Ending; door: 'helseid' | 'idporten'; formKey: string; onStay: () => void }

/** Counts down beside the page, which can be used meanwhile; focus stays where it is. */
export function SessionWarning({ ending: { kind, seconds }, door, formKey, onStay }: Props) {
  const text = endingText[kind]
  return (
    <dialog open className="sl-ending" aria-labelledby="snart-ute" aria-describedby="snart-ute-tid">
      <h2 id="snart-ute">
        <HourglassIcon className="i" aria-hidden />
        {text.title}
      </h2>
      <div id="snart-ute-tid">
        <p className="num" role="timer">
          {text.until(seconds)}
        </p>
        <p className="small muted">{text.more}</p>
      </div>
      <div className="sl-ending__acts">
        {kind === 'idle' ? (
          <button type="button" className="ds-button" data-variant="primary" onClick={onStay}>
            Fortsett
          </button>
        ) : (
          <AgainLink door={door}>Logg inn på nytt</AgainLink>
        )}
        <SignOutForm formKey={formKey} />
      </div>
    </dialog>
  )
}
