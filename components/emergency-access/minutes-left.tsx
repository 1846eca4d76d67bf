'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { leftText } from '#lib/emergency-access/text'

/** What is left, counted from what the server said, so that the clock of the machine does not matter. */
export function MinutesLeft({ minutes }: { minutes: number }) {
  const [passed, setPassed] = useState(0)
  const router = useRouter()
  useEffect(() => {
    const begun = performance.now()
    const timer = setInterval(() => setPassed(Math.floor((performance.now() - begun) / 60_000)), 5_000)
    return () => clearInterval(timer)
  }, [])
  const isOver = passed >= minutes
  useEffect(() => {
    if (isOver) router.refresh()
  }, [isOver, router])
  return <span className="num">{isOver ? 'Tiden er ute' : leftText(minutes - passed)}</span>
}
