'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { tellAway } from '#components/ui/away'
import { useLive } from '#components/ui/use-live'
import type { Board } from '#lib/boards/schema'

const patience = 8_000
const tick = 5_000

/** What can be fetched anew: it says when it was asked, and whose live stream it goes by. */
export type Fresh = { at: string; scope: string }
export type LiveBoard<Shown extends Fresh = Board> = {
  board: Shown
  /** The server's time, moving. */
  time: Date
  state: 'live' | 'stale'
}

/** A board that keeps itself up to date: what the page came with, or what was fetched since, whichever is newer. */
export function useBoard<Shown extends Fresh = Board>(
  initial: Shown,
  address: string,
  formKey: string,
  about: 'change' | 'inbox' = 'change',
): LiveBoard<Shown> {
  const [fetched, setFetched] = useState<Shown | null>(null)
  const [failed, setFailed] = useState(false)
  const newest = fetched && fetched.at > initial.at ? fetched : initial
  const running = useRef(false)
  const again = useRef(false)

  const refresh = useCallback(async () => {
    again.current = true
    if (running.current) return
    running.current = true
    while (again.current) {
      again.current = false
      const answer = await ask<Shown>(address, formKey)
      if (answer) setFetched(answer)
      setFailed(!answer)
    }
    running.current = false
  }, [address, formKey])

  // Nobody will tell us that the database answers again.
  useEffect(() => {
    if (!failed) return
    const timer = setInterval(() => void refresh(), 2_000)
    return () => clearInterval(timer)
  }, [failed, refresh])

  const heard = useLive(initial.scope, () => void refresh(), about)
  const state = failed || heard !== 'live' ? 'stale' : 'live'
  return { board: newest, time: useServerTime(newest.at), state }
}

/** The header tells that nobody asked for it, so it neither keeps the session alive nor counts as a new look. */
async function ask<Shown>(address: string, formKey: string): Promise<Shown | null> {
  try {
    const answer = await fetch(address, {
      headers: { 'X-Refresh': '1', 'X-Form-Key': formKey },
      signal: AbortSignal.timeout(patience),
    })
    if (answer.ok) return (await answer.json()) as Shown
    if (answer.status === 401) tellAway()
    return null
  } catch {
    return null
  }
}

/** The clock on the wall may be wrong, so time is counted from when the server answered. */
function useServerTime(at: string): Date {
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    const from = performance.now()
    const move = () => setPassed(performance.now() - from)
    move()
    const timer = setInterval(move, tick)
    return () => clearInterval(timer)
  }, [at])
  return new Date(Date.parse(at) + passed)
}
