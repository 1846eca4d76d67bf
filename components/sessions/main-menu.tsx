'use client'

import { MenuHamburgerIcon } from '@navikt/aksel-icons'
import { usePathname } from 'next/navigation'

type Page = { href: string; name: string }

/** The pages of the role; the one that is open, or above the one that is open, is marked. Behind one button on a phone. */
export function MainMenu({ menu }: { menu: readonly Page[] }) {
  const path = usePathname()
  const isHere = ({ href }: Page) => path === href || path.startsWith(`${href}/`)
  const here = menu.filter(isHere).toSorted((a, b) => b.href.length - a.href.length)[0]
  const links = menu.map((page) => (
    <a key={page.href} href={page.href} aria-current={page === here ? 'page' : undefined}>
      {page.name}
    </a>
  ))
  if (menu.length === 0) return null
  return (
    <>
      <nav className="sl-nav" aria-label="Hovedmeny">
        {links}
      </nav>
      {menu.length > 1 && (
        <details className="sl-menu">
          <summary aria-label="Meny">
            <MenuHamburgerIcon className="i" aria-hidden />
          </summary>
          <nav aria-label="Hovedmeny">
            <div>{links}</div>
          </nav>
        </details>
      )}
    </>
  )
}
