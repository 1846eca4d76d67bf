'use client'

import { createContext, type ReactNode, useRef, useState } from 'react'
import { useLive } from '#components/ui/use-live'

/** How much waits in the inbox, for the menu. */
export const InboxContext = createContext(0)

type Inbox = { count: number; scope: string; formKey: string }

/** Keeps the number up to date while the page is open. */
export function InboxCount({ inbox, children }: { inbox: Inbox; children: ReactNode }) {
  const [count, setCount] = useState(inbox.count)
  const asked = useRef(0)
  useLive(
    inbox.scope,
    () => {
      const turn = ++asked.current
      void ask(inbox.formKey).then((found) => {
        // A slow answer is not put over a newer one.
        if (found !== null && turn === asked.current) setCount(found)
      })
    },
    'inbox',
  )
  return <InboxContext value={count}>{children}</InboxContext>
}

/** Nobody asked for it, so it does not keep the session alive; the page's own key says whose number it may be. */
async function ask(formKey: string): Promise<number | null> {
  try {
    const answer = await fetch('/api/inbox', { headers: { 'X-Refresh': '1', 'X-Form-Key': formKey } })
    return answer.ok ? ((await answer.json()) as { count: number }).count : null
  } catch {
    return null
  }
}
