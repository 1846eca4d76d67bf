'use client'

import { useEffect, useState } from 'react'

const norwegian = /^(nb|no|nn)\b/i

/** Reads a part of the page aloud in a Norwegian voice of the browser's own; nothing stands here where there is none. */
export function ReadAloud({ of }: { of: string }) {
  const [voice, setVoice] = useState<SpeechSynthesisVoice | null>(null)
  const [reading, setReading] = useState(false)

  useEffect(() => {
    const synthesis = globalThis.speechSynthesis as SpeechSynthesis | undefined
    if (!synthesis) return
    const find = () => setVoice(synthesis.getVoices().find(({ lang }) => norwegian.test(lang)) ?? null)
    find()
    synthesis.addEventListener('voiceschanged', find)
    return () => {
      synthesis.removeEventListener('voiceschanged', find)
      synthesis.cancel()
    }
  }, [])
  if (!voice) return null

  const toggle = () => {
    speechSynthesis.cancel()
    if (reading) return setReading(false)
    const parts = [...(document.getElementById(of)?.querySelectorAll('h3, h4, p, li') ?? [])]
    // One part each: browsers stop in the middle of a long text.
    const spoken = parts.map((part) => {
      const words = new SpeechSynthesisUtterance(part.textContent ?? '')
      return Object.assign(words, { voice, lang: voice.lang, rate: 0.9 })
    })
    spoken.at(-1)?.addEventListener('end', () => setReading(false))
    for (const words of spoken) speechSynthesis.speak(words)
    setReading(true)
  }
  return (
    <button type="button" className="ds-button" data-variant="secondary" aria-pressed={reading} onClick={toggle}>
      {reading ? 'Stopp opplesingen' : 'Les avtalen høyt'}
    </button>
  )
}
