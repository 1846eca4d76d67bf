import { MenuLinks, type MenuPage } from '#components/sessions/menu-links'
import { MenuHamburgerIcon } from '#components/ui/icons'

type Props = { menu: readonly MenuPage[] }

/** The menu on a wide screen. */
export function MainMenu({ menu }: Props) {
  if (menu.length === 0) return null
  return (
    <nav className="sl-nav" aria-label="Hovedmeny">
      <MenuLinks menu={menu} />
    </nav>
  )
}

/** The same behind one button, on a narrow one; a single page needs none. */
export function PhoneMenu({ menu }: Props) {
  if (menu.length < 2) return null
  return (
    <details className="sl-menu">
      <summary aria-label="Meny">
        <MenuHamburgerIcon className="i" aria-hidden />
      </summary>
      <nav aria-label="Hovedmeny">
        <div>
          <MenuLinks menu={menu} />
        </div>
      </nav>
    </details>
  )
}
