'use client'

import { usePathname } from 'next/navigation'

type Page = { href: string; name: string }

/** The pages of the role; the one that is open, or above the one that is open, is marked. */
export function MainMenu({ menu }: { menu: readonly Page[] }) {
  const path = usePathname()
  const isHere = ({ href }: Page) => path === href || path.startsWith(`${href}/`)
  const here = menu.filter(isHere).toSorted((a, b) => b.href.length - a.href.length)[0]
  return (
    <nav className="sl-nav" aria-label="Hovedmeny">
      {menu.map((page) => (
        <a key={page.href} href={page.href} aria-current={page === here ? 'page' : undefined}>
          {page.name}
        </a>
      ))}
    </nav>
  )
}
