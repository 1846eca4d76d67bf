import Link from 'next/link'
import { MainMenu } from '#components/sessions/main-menu'
import { SignOutForm } from '#components/sessions/sign-out-form'
import { BrandMark } from '#components/ui/brand'
import type { Actor } from '#lib/permissions'
import { placeText, roleText } from '#lib/organisations/text'

const initials = (name: string) =>
  name
    .split(' ')
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .map((word) => word[0])
    .join('')

/** The same on every page: where one is, and as whom. */
export function TopBar({
  actor,
  menu,
  formKey,
}: {
  actor: Actor
  menu: readonly { href: string; name: string }[]
  formKey: string
}) {
  const place = placeText(actor)
  return (
    <header className="sl-top">
      <div className="sl-top__in">
        <Link className="sl-brand" href="/" prefetch={false}>
          <BrandMark />
          Samløp
        </Link>
        <MainMenu menu={menu} />
        <button
          type="button"
          className="sl-user"
          popoverTarget="konto"
          aria-label={`${actor.name}, ${roleText[actor.role]}, ${place}. Åpne for å logge ut`}
        >
          <span className="sl-face" aria-hidden="true">
            {initials(actor.name)}
          </span>
          <span>
            <b>{actor.name}</b>
            <small>
              {roleText[actor.role]} · {place}
            </small>
          </span>
        </button>
        {/* The browser itself closes it by Esc and by a click elsewhere, with or without JavaScript. */}
        <div id="konto" popover="auto" className="sl-account">
          <p>
            <b>{actor.name}</b>
            <br />
            {roleText[actor.role]} · {place}
          </p>
          <SignOutForm formKey={formKey} />
        </div>
      </div>
    </header>
  )
}
