'use client'

import { usePathname } from 'next/navigation'
import { use } from 'react'
import { InboxContext } from '#components/sessions/inbox-count'

export type MenuPage = { href: string; name: string }

/** The pages of the role; the one that is open, or above the one that is open, is marked. */
export function MenuLinks({ menu }: { menu: readonly MenuPage[] }) {
  const path = usePathname()
  const waiting = use(InboxContext)
  const isHere = ({ href }: MenuPage) => path === href || path.startsWith(`${href}/`)
  const here = menu.filter(isHere).toSorted((a, b) => b.href.length - a.href.length)[0]
  return menu.map((page) => (
    <a key={page.href} href={page.href} aria-current={page === here ? 'page' : undefined}>
      {page.name}
      {page.href === '/inbox' && waiting > 0 && (
        <span className="sl-count">
          {waiting}
          <span className="ds-sr-only"> venter</span>
        </span>
      )}
    </a>
  ))
}
