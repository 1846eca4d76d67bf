'use client'

import { useEffect, useState } from 'react'
import { CheckAnswer } from '#components/cards/check-answer'
import { type Answer, CardChecker } from '#components/cards/card-checker'

/** Reads the card after `#`, takes it out of the address, and says whether it counts. */
export function CardCheck() {
  const [answer, setAnswer] = useState<Answer>({ kind: 'reading' })

  useEffect(() => {
    const checker = new CardChecker()
    let newest = 0
    const check = async () => {
      const text = decodeURI(location.hash.slice(1))
      if (!text) return setAnswer((before) => (before.kind === 'reading' ? { kind: 'none' } : before))
      const turn = (newest += 1)
      // Whoever looks over the shoulder, or at the history, finds no card.
      history.replaceState(null, '', location.pathname)
      setAnswer({ kind: 'reading' })
      const found = await checker.check(text)
      if (turn === newest) setAnswer(found)
    }
    const start = () => void check()
    start()
    addEventListener('hashchange', start)
    return () => removeEventListener('hashchange', start)
  }, [])

  return (
    <output aria-live="polite">
      <CheckAnswer answer={answer} />
    </output>
  )
}
