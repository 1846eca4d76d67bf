'use client'

import { useEffect, useRef, useState } from 'react'

type Word = 'beat' | 'change' | 'inbox' | 'ended' | 'lost'
export type LiveState = 'live' | 'stale' | 'ended'

const silence = 30_000
const longestPause = 10_000

/**
 * Calls `onChange` at first, because a page may come out of the browser's memory, and whenever something that it shows may
 * have changed. One tab of those that show the same session listens for all of them, and a hidden tab listens to nothing.
 * Answers whether the page can be trusted to be up to date; a session that has ended stays so.
 * @param about what is listened for: changes of what boards show, or of the inbox
 */
export function useLive(scope: string, onChange: () => void, about: 'change' | 'inbox' = 'change'): LiveState {
  const [heardOf, setHeardOf] = useState<Heard>({ scope, state: 'live' })
  const change = useRef(onChange)
  const heard = useRef(0)
  useEffect(() => {
    change.current = onChange
  })

  useEffect(() => {
    let stop = () => {}
    let ended = false
    const setState = (state: LiveState) => setHeardOf((before) => ofScope(before, scope, state))
    const hear = (word: Word) => {
      if (ended) return
      if (word === 'ended') {
        ended = true
        stop()
        return setState('ended')
      }
      if (word === 'lost') return setState('stale')
      heard.current = Date.now()
      setState('live')
      if (word === about) change.current()
    }
    const follow = () => {
      stop()
      stop = () => {}
      if (ended || document.visibilityState === 'hidden') return
      heard.current = Date.now()
      stop = listen(scope, hear)
    }
    // A tab that was away has missed what happened.
    const back = () => {
      follow()
      if (!ended && document.visibilityState === 'visible') change.current()
    }
    // The browser knows that the line is gone before the silence does.
    const away = () => {
      stop()
      stop = () => {}
      hear('lost')
    }
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && Date.now() - heard.current > silence) hear('lost')
    }, 1_000)
    back()
    document.addEventListener('visibilitychange', back)
    addEventListener('online', back)
    addEventListener('offline', away)
    return () => {
      stop()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', back)
      removeEventListener('online', back)
      removeEventListener('offline', away)
    }
  }, [scope, about])
  // What was heard of the session before says nothing of the one after it.
  return heardOf.scope === scope ? heardOf.state : 'live'
}

type Heard = { scope: string; state: LiveState }
/** The same object when nothing is new, so that nothing is drawn again. */
const ofScope = (before: Heard, scope: string, state: LiveState) =>
  before.scope === scope && before.state === state ? before : { scope, state }

/** Whoever holds the lock has the stream and passes on what it hears; the others wait for the lock. */
function listen(scope: string, hear: (word: Word) => void): () => void {
  const name = `samlop live ${scope}`
  const tabs = new BroadcastChannel(name)
  tabs.addEventListener('message', ({ data }) => hear(data as Word))
  const leaving = new AbortController()
  const say = (word: Word) => {
    if (leaving.signal.aborted) return
    // The others first: whoever hears the last word stops listening and speaking.
    tabs.postMessage(word)
    hear(word)
  }
  const lead = () => stream(say, leaving.signal)
  if ('locks' in navigator) navigator.locks.request(name, { signal: leaving.signal }, lead).catch(() => {})
  else void lead()
  return () => {
    leaving.abort()
    tabs.close()
  }
}

/** Reconnects until told to leave; the first word after a lost line is that anything may have changed. */
function stream(say: (word: Word) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource | undefined
    let pause = 500
    let timer: ReturnType<typeof setTimeout> | undefined
    const open = () => {
      source = new EventSource('/api/events')
      source.addEventListener('open', () => {
        pause = 500
        say('change')
        say('inbox')
      })
      for (const word of ['beat', 'change', 'inbox', 'ended'] as const)
        source.addEventListener(word, () => {
          say(word)
          if (word === 'ended') source?.close()
        })
      source.addEventListener('error', () => {
        source?.close()
        say('lost')
        timer = setTimeout(open, pause)
        pause = Math.min(pause * 2, longestPause)
      })
    }
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      source?.close()
      resolve()
    })
    open()
  })
}
