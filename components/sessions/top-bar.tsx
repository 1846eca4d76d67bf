import Link from 'next/link'
import { Account } from '#components/sessions/account'
import { ChangeUserForm } from '#components/sessions/change-user-form'
import { InboxCount } from '#components/sessions/inbox-count'
import { MainMenu, PhoneMenu } from '#components/sessions/main-menu'
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
  inbox,
}: {
  actor: Actor
  menu: readonly { href: string; name: string }[]
  formKey: string
  /** For whoever has one: how much waits, and whose live stream tells of it. */
  inbox?: { count: number; scope: string }
}) {
  const undecided = actor.mayChoose && !actor.chosen
  const work = undecided ? 'Rolle ikke valgt' : `${roleText[actor.role]} · ${placeText(actor)}`
  const acts = actor.mayChoose ? 'bytte rolle eller logge ut' : 'logge ut'
  const bar = (
    <header className="sl-top">
      <div className="sl-top__in">
        <Link className="sl-brand" href="/" prefetch={false}>
          <BrandMark />
          Samløp
        </Link>
        <MainMenu menu={menu} />
        {actor.organisation && <ChangeUserForm key={`bytt ${work}`} formKey={formKey} />}
        <button
          type="button"
          className="sl-user"
          popoverTarget="konto"
          aria-label={`${actor.name}, ${work}. Åpne for å ${acts}`}
        >
          <span className="sl-face" data-tone={actor.organisation ? undefined : 'vip'} aria-hidden="true">
            {initials(actor.name)}
          </span>
          <span>
            <b>{actor.name}</b>
            <small>{work}</small>
          </span>
        </button>
        {/* The browser itself closes it by Esc and by a click elsewhere, with or without JavaScript. */}
        <div id="konto" popover="auto" className="sl-account">
          <Account actor={actor} work={work} formKey={formKey} />
        </div>
        <PhoneMenu menu={menu} />
      </div>
    </header>
  )
  return inbox ? <InboxCount inbox={{ ...inbox, formKey }}>{bar}</InboxCount> : bar
}
