'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useState, useTransition } from 'react'
import { SessionEnded } from '#components/sessions/session-ended'
import { SessionWarning } from '#components/sessions/session-warning'
import { askOthers, type Page, SessionWatch, type View } from '#components/sessions/session-watch'
import { hearAway } from '#components/ui/away'
import { useLive } from '#components/ui/use-live'
import { markOf } from '#lib/sessions/rules'
import { endingText } from '#lib/sessions/text'

type Props = Page & {
  /** The session and what it is here, as the live stream names it. */
  scope: string
  /** Where this person signs in. */
  door: 'helseid' | 'idporten'
  formKey: string
  children: ReactNode
}

/**
 * Keeps the page for whom it was made for: warns before the session ends, hides the page when it has, with all that was
 * typed, and shows it again to the same person only. To anybody else nothing of it is left.
 */
export function SessionGuard({ mark, left, scope, door, formKey, children }: Props) {
  const { view, stay } = useView({ mark, left }, scope)
  const isHidden = view.kind === 'ended'
  if (view.kind === 'gone') return null
  return (
    <>
      <div className="sl-held" hidden={isHidden} inert={isHidden}>
        {children}
      </div>
      <div className="ds-sr-only" role="alert">
        {'seconds' in view && endingText[view.kind].aloud(markOf(view) ?? view.seconds)}
      </div>
      {'seconds' in view && <SessionWarning ending={view} door={door} formKey={formKey} onStay={stay} />}
      {isHidden && <SessionEnded door={door} />}
    </>
  )
}

/** What is to be seen of the page now. */
function useView({ mark, left }: Page, scope: string) {
  const [view, setView] = useState<View>({ kind: 'open' })
  const shown = useRef<View['kind']>('open')
  const [, startReturn] = useTransition()
  const router = useRouter()
  const watched = useRef<SessionWatch>(null)

  useEffect(() => {
    const show = (next: View) => {
      const before = shown.current
      shown.current = next.kind
      if (next.kind === 'gone') location.replace('/')
      // The new session looks for itself before anything is shown, so that what it may not see is not there.
      if (before === 'ended' && next.kind === 'open')
        return startReturn(() => {
          router.refresh()
          setView(next)
        })
      if (next.kind !== before || 'seconds' in next) setView(next)
    }
    const watch = new SessionWatch(mark, left, show)
    const forget = hearAway(() => watch.end())
    watched.current = watch
    return () => {
      forget()
      watch.stop()
    }
  }, [mark, left, router])

  const live = useLive(scope, nothing)
  useEffect(() => {
    if (live === 'ended') watched.current?.end()
  }, [live])
  useEffect(() => askOthers, [])
  return { view, stay: () => watched.current?.stay() }
}

const nothing = () => {}
